/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Delivery: a packet of a known connection goes on its way, by the server's forwarding method, and is counted. */
#ifndef WEIR_DELIVER_H
#define WEIR_DELIVER_H

#include "answer.h"
#include "nat.h"
#include "tunnel.h"

static __always_inline int forward_to_server(struct xdp_md *ctx, const struct packet *p, const struct flow *flow)
{
	const struct server *s = flow->server;
	__u32 overhead = s->method == METHOD_TUNNELLING ? outer_size(s) : 0;

	if (!(s->flags & SERVER_REACHABLE))
		return drop(s->flags & SERVER_HOLDS ? DROP_SERVER_GONE : DROP_NO_NEXT_HOP);
	if (p->length + overhead > s->mtu)
		return answer_too_big(ctx, p, &p->tuple.destination, s->mtu - overhead);
	take_hop(ctx, p);
	count_in(flow->number, p->length);
	if (s->method == METHOD_TUNNELLING)
		return tunnel(ctx, p, s);
	if (s->method == METHOD_NAT)
		return translate_to_server(ctx, p, flow);
	return send_to_server(ctx, s);
}

static __always_inline int forward_to_client(struct xdp_md *ctx, const struct packet *p, const struct flow *flow)
{
	const struct interface *interface = interface_at(flow->conn->client_ifindex);

	if (!interface)
		return drop(DROP_NO_NEXT_HOP);
	if (p->length > interface->mtu)
		return answer_too_big(ctx, p, &flow->server->local, interface->mtu);
	take_hop(ctx, p);
	count_out(flow->number, p->length);
	return translate_to_client(ctx, p, flow, interface);
}

#endif
