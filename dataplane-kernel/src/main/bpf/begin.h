/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The first packet of a flow: find its service, pick a server, record the connection. */
#ifndef WEIR_BEGIN_H
#define WEIR_BEGIN_H

#include "answer.h"
#include "count.h"
#include "schedule.h"
#include "slots.h"

enum begun {
	BEGUN = -1, /* any other value is the packet's verdict */
};

/* Copies the packet's service at once: its place in the map may become another's. */
static __always_inline int read_service(const struct packet *p, struct service *service)
{
	struct service_key key = {
		.vip = p->tuple.destination,
		.port = p->tuple.destination_port,
		.protocol = p->protocol,
	};
	const struct service *found = bpf_map_lookup_elem(&services, &key);

	if (!found)
		return 0;
	*service = *found;
	return 1;
}

/* A SYN begins a TCP connection; so does anything of one whose server has gone. */
static __always_inline int may_begin(const struct packet *p, const struct found *found)
{
	if (p->protocol == IPPROTO_UDP || found->orphaned)
		return 1;
	return (p->tcp_flags & (TCP_SYN | TCP_ACK | TCP_FIN | TCP_RST)) == TCP_SYN;
}

/* TCP without a SYN was begun elsewhere: its new server will reset it, and may do so unseen. */
static __always_inline __u32 first_state(const struct packet *p)
{
	if (p->protocol == IPPROTO_UDP)
		return CONN_UDP;
	return p->tcp_flags & TCP_SYN ? CONN_SYN_RECV : CONN_CLOSE;
}

static __always_inline void fill_entry(const struct xdp_md *ctx, const struct packet *p, struct flow *flow)
{
	struct ethhdr *eth = frame(ctx);
	struct conn_entry *e = flow->conn;
	struct server *s = flow->server;
	__u64 change;

	e->client = p->tuple.source;
	e->vip = p->tuple.destination;
	e->client_port = p->tuple.source_port;
	e->vip_port = p->tuple.destination_port;
	e->seen = runtime.now;
	e->server = flow->number;
	e->generation = s->generation;
	change = address_difference(&e->vip, &s->address, p->ipv6);
	e->address_change = (__u16)checksum_fold(change);
	e->transport_change = (__u16)checksum_fold(change + difference16(e->vip_port, s->port));
	e->client_ifindex = ctx->ingress_ifindex;
	if ((void *)(eth + 1) <= frame_end(ctx))
		__builtin_memcpy(e->client_mac, eth->h_source, ETH_ALEN);
	*(volatile __u32 *)&e->life = p->protocol | first_state(p) << 8;
}

/*
 * Two processors may record one flow at the same time. Both find the same first of the two afterwards, and the
 * other one leaves.
 */
static __always_inline void yield_to_twin(const struct packet *p, struct flow *flow)
{
	struct conn_bucket *bucket = bucket_at(p->hash & conn_index_mask);
	struct found twin = {};

	if (!bucket || first_with_hash(bucket, p->hash) == flow->entry)
		return;
	if (!search_by(p->hash, p, &twin) || twin.entry == flow->entry)
		return;
	unlink_entry(flow->conn, flow->entry, life_of(flow->conn));
	flow->entry = twin.entry;
}

static __always_inline int record_flow(const struct xdp_md *ctx, struct packet *p, struct flow *flow)
{
	p->hash = source_hash(p);
	flow->entry = allocate_entry();
	flow->conn = entry_at(flow->entry);
	if (!flow->entry || !flow->conn)
		return drop(DROP_TABLE_FULL);
	fill_entry(ctx, p, flow);
	count_load(flow->number, first_state(p), 1);
	__sync_fetch_and_add(&runtime.recorded, 1);
	if (!publish(p->hash, flow->entry)) {
		unlink_entry(flow->conn, flow->entry, life_of(flow->conn));
		return drop(DROP_INDEX_FULL);
	}
	count_connection(flow->number);
	yield_to_twin(p, flow);
	return BEGUN;
}

/* Leaves the number of the connection that was recorded. */
__noinline int begin_flow(struct xdp_md *ctx, struct packet *p, struct found *found)
{
	struct service service;
	struct flow flow = {};
	int begun;

	if (!p || !found || !read_service(p, &service))
		return XDP_PASS;
	if (!may_begin(p, found)) {
		note(NOTE_STRAY);
		return XDP_PASS;
	}
	if (!has_hops_left(ctx, p))
		return answer_ttl(ctx, p, &p->tuple.destination);
	flow.number = schedule(&service, p);
	if (!flow.number)
		return drop(DROP_NO_SERVER);
	flow.server = server_at(flow.number);
	if (!flow.server || !(flow.server->flags & SERVER_REACHABLE))
		return drop(DROP_NO_NEXT_HOP);
	begun = record_flow(ctx, p, &flow);
	found->entry = flow.entry;
	found->direction = TO_SERVER;
	return begun;
}

/* Whether the server still takes new connections. */
static __always_inline int takes_more(const struct flow *flow)
{
	struct server_load *load = bpf_map_lookup_elem(&server_loads, &flow->number);

	return load && load->weight && flow->server->flags & SERVER_REACHABLE;
}

/*
 * A client may use its port again while the last connection from it is still recorded. Such a SYN begins a new
 * connection: with the same server, or, where that takes no more, with one that is picked anew. Says whether the
 * flow is to begin anew.
 */
static __noinline int reuse_port(const struct packet *p, struct flow *flow)
{
	__u32 life = life_of(flow->conn);
	__u32 state = life >> 8 & 0xff;

	if (flow->direction != TO_SERVER || (p->tcp_flags & (TCP_SYN | TCP_ACK)) != TCP_SYN)
		return 0;
	if (state < CONN_FIN_WAIT || state > CONN_CLOSE)
		return 0;
	if (takes_more(flow)) {
		count_connection(flow->number);
		return 0;
	}
	unlink_entry(flow->conn, flow->entry, life);
	return 1;
}

#endif
