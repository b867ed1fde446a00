/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A packet's life: parse -> find connection -> (miss: find service -> schedule -> record) -> forward -> count.
 *
 * What is not for a service passes to the kernel untouched. What is, is forwarded, answered, or dropped for a
 * counted reason. The path of an established connection reads three cache lines beside the packet's: its bucket,
 * its entry and its server.
 */
#ifndef WEIR_PACKET_PATH_H
#define WEIR_PACKET_PATH_H

#include "begin.h"
#include "ftp_text.h"
#include "icmp.h"
#include "state.h"

/* What may belong to a service must not pass half treated; all else is the kernel's to judge. */
static __noinline int refuse(const struct packet *p, __u32 reason)
{
	if (has_role(&p->tuple.destination, ADDRESS_VIP) || has_role(&p->tuple.source, ADDRESS_NAT_SERVER))
		return drop(reason);
	return VERDICT_PASS;
}

/* A fragment does not name its flow. One of a protocol that has no service is none of ours. */
static __always_inline int refuse_fragment(const struct packet *p)
{
	if (p->protocol == IPPROTO_TCP || p->protocol == IPPROTO_UDP || p->protocol == IPPROTO_SCTP ||
	    p->protocol == IPPROTO_FRAGMENT)
		return refuse(p, DROP_FRAGMENT);
	return VERDICT_PASS;
}

/* The verdict on what is no packet of a flow in good order. */
static __always_inline int settle(context *ctx, struct packet *p, enum parsed parsed)
{
	switch (parsed) {
	case PARSED_ICMP_ERROR:
		return follow_error(ctx, p);
	case PARSED_FRAGMENT:
		return refuse_fragment(p);
	case PARSED_BAD_HEADER:
		return refuse(p, DROP_BAD_HEADER);
	case PARSED_BAD_LENGTH:
		return refuse(p, DROP_BAD_LENGTH);
	case PARSED_VLAN:
		note(NOTE_VLAN_TAGGED);
		return VERDICT_PASS;
	default:
		return VERDICT_PASS;
	}
}

/* Whom a packet that can't go on is answered from: the VIP for a client, the director's own address for a server. */
static __always_inline const struct address *answerer(const struct packet *p, const struct flow *flow)
{
	return flow->direction == TO_SERVER ? &p->tuple.destination : &flow->server->local;
}

/* Of the few connections that it is needed for; says whether the packet is whole. */
static __always_inline int keep_in_step(context *ctx, struct packet *p, const struct flow *flow)
{
	return !(flow->conn->flags & (CONN_SHIFTED | CONN_CONTROL)) ||
	       translate_words(ctx, p, flow->entry, flow->direction);
}

static __always_inline int packet_path(context *ctx)
{
	struct packet p = {};
	struct found found = {};
	struct flow flow;
	enum parsed parsed = PARSED_OTHER;
	int known;

	make_readable(ctx);
	if (is_for_this_station(ctx))
		parsed = parse(ctx, &p);
	if (parsed != PARSED_FLOW)
		return settle(ctx, &p, parsed);
	known = find_flow(&p, &flow, &found);
	if (known && !has_hops_left(ctx, &p))
		return answer_ttl(ctx, &p, answerer(&p, &flow));
	if (!known || (p.tcp_flags & TCP_SYN && reuse_port(&p, &flow))) {
		int begun = begin_flow(ctx, &p, &found);

		if (begun != BEGUN)
			return begun;
		if (!open_flow(found.entry, found.direction, &flow))
			return drop(DROP_TABLE_FULL);
	} else {
		follow_state(&p, &flow);
		touch(ctx, &flow);
	}
	if (!keep_in_step(ctx, &p, &flow))
		return drop(DROP_BAD_HEADER);
	if (flow.direction == TO_SERVER)
		return forward_to_server(ctx, &p, &flow);
	return forward_to_client(ctx, &p, &flow);
}

#endif
