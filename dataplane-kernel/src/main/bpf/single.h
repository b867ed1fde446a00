/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One-packet scheduling: each packet of a client gets a server for itself, and no connection is recorded. In NAT a
 * server's reply still has to become the VIP's: what it answers is kept for a while, by the client's port as that
 * server knows it.
 */
#ifndef WEIR_SINGLE_H
#define WEIR_SINGLE_H

#include "deliver.h"
#include "pick.h"

/* Keeps where a server's reply to this packet goes. */
static __always_inline void await_reply(const struct conn_entry *once, const struct server *s)
{
	struct single_key key = {
		.client = once->client,
		.server = s->address,
		.client_port = once->client_port,
		.server_port = server_port(once, s),
	};
	struct single single = {
		.vip = once->vip,
		.vip_port = once->vip_port,
		.client_interface = once->client_interface,
		.server = once->server,
	};

	__builtin_memcpy(single.client_mac, once->client_mac, ETH_ALEN);
	bpf_map_update_elem(&singles, &key, &single, BPF_ANY);
}

/* Picks a server for one packet; 0, or why it gets none. What it begins for its client ends at once. */
static __always_inline __u32 pick_single(const struct service *service, const struct packet *p, struct pick *pick)
{
	__u32 reason = ADMITTED;

	if (limits_clients(service))
		reason = join_client(service, &p->tuple.source);
	if (reason)
		return reason;
	if (limits_clients(service))
		leave_client(service->index, &p->tuple.source);
	pick_server(service, p, pick);
	return pick->server ? ADMITTED : pick->reason;
}

__noinline int forward_single(context *ctx, struct packet *p, __u32 number)
{
	struct flow flow = { .number = number, .server = server_at(number), .direction = TO_SERVER };
	struct desk *desk = own_desk();

	if (!p || !desk || !flow.server)
		return drop(DROP_NO_NEXT_HOP);
	flow.conn = &desk->once;
	fill_entry(flow.conn, p, flow.server, number);
	fill_ways(flow.conn, ctx, p, flow.server);
	p->hash = source_hash(p);
	count_connection(number);
	if (flow.server->method == METHOD_NAT)
		await_reply(flow.conn, flow.server);
	return forward_to_server(ctx, p, &flow);
}

/* The connection that the packet would have been recorded as. */
static __always_inline void recall(struct conn_entry *once, const struct single *single, const struct single_key *key,
				   int ipv6)
{
	__u64 change = address_difference(&single->vip, &key->server, ipv6);

	once->vip = single->vip;
	once->vip_port = single->vip_port;
	once->client_interface = single->client_interface;
	__builtin_memcpy(once->client_mac, single->client_mac, ETH_ALEN);
	once->address_change = (__u16)checksum_fold(change);
	once->transport_change = (__u16)checksum_fold(change + difference16(once->vip_port, key->server_port));
}

/* A server's reply to such a packet; what is none is the kernel's. */
__noinline int reply_single(context *ctx, struct packet *p)
{
	struct desk *desk = own_desk();
	struct flow flow = { .direction = TO_CLIENT };
	struct single_key key = {};
	const struct single *single;

	if (!p || !desk || !(runtime.features & FEATURE_ONE_PACKET) || p->protocol != IPPROTO_UDP)
		return VERDICT_PASS;
	key.client = p->tuple.destination;
	key.server = p->tuple.source;
	key.client_port = p->tuple.destination_port;
	key.server_port = p->tuple.source_port;
	single = bpf_map_lookup_elem(&singles, &key);
	if (!single)
		return VERDICT_PASS;
	flow.number = single->server;
	flow.server = server_at(flow.number);
	if (!flow.server)
		return VERDICT_PASS;
	if (!has_hops_left(ctx, p))
		return answer_ttl(ctx, p, &flow.server->local);
	flow.conn = &desk->once;
	recall(flow.conn, single, &key, p->ipv6);
	return forward_to_client(ctx, p, &flow);
}

#endif
