/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Delivery: a packet of a known connection goes on its way, by the server's forwarding method, and is counted. */
#ifndef WEIR_DELIVER_H
#define WEIR_DELIVER_H

#include "answer.h"
#include "nat.h"
#include "tunnel.h"

/* A packet as the wire sees it, where it may be many segments in one. */
struct wire {
	__u32 packets;
	__u32 bytes;               /* of all of them */
	__u32 largest;             /* bytes of the largest */
};

static __always_inline struct wire wire_of(const context *ctx, const struct packet *p)
{
	__u32 headers = p->transport - sizeof(struct ethhdr) + sizeof(struct udphdr);
	const struct tcphdr *tcp = transport_header(ctx, p);

	if (!segment_size(ctx))
		return (struct wire){ .packets = 1, .bytes = p->length, .largest = p->length };
	if (p->protocol == IPPROTO_TCP && (void *)(tcp + 1) <= frame_end(ctx))
		headers += tcp->doff * 4 - sizeof(struct udphdr);
	return (struct wire){
		.packets = segments(ctx),
		.bytes = p->length + (segments(ctx) - 1) * headers,
		.largest = headers + segment_size(ctx),
	};
}

static __always_inline int forward_to_server(context *ctx, const struct packet *p, const struct flow *flow)
{
	const struct server *s = flow->server;
	__u32 overhead = s->method == METHOD_TUNNELLING ? outer_size(s) : 0;
	struct wire wire = wire_of(ctx, p);

	if (!(s->flags & SERVER_REACHABLE))
		return drop(s->flags & SERVER_HOLDS ? DROP_SERVER_GONE : DROP_NO_NEXT_HOP);
	if (wire.largest + (segment_size(ctx) ? 0 : overhead) > s->mtu)
		return answer_too_big(ctx, p, &p->tuple.destination, s->mtu - overhead);
	take_hop(ctx, p);
	count_in(flow->number, wire.packets, wire.bytes);
	if (s->method == METHOD_TUNNELLING)
		return tunnel(ctx, p, s, flow->number);
	if (s->method == METHOD_NAT)
		return translate_to_server(ctx, p, flow);
	return send_to_server(ctx, s);
}

static __always_inline int forward_to_client(context *ctx, const struct packet *p, const struct flow *flow)
{
	const struct interface *interface = interface_in(flow->conn->client_interface);
	struct wire wire = wire_of(ctx, p);

	if (!interface)
		return drop(DROP_NO_NEXT_HOP);
	if (wire.largest > interface->mtu)
		return answer_too_big(ctx, p, &flow->server->local, interface->mtu);
	take_hop(ctx, p);
	count_out(flow->number, wire.packets, wire.bytes);
	return translate_to_client(ctx, p, flow, interface);
}

#endif
