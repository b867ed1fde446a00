/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The first packet of a flow: find its service, pick a server, record the connection. */
#ifndef WEIR_BEGIN_H
#define WEIR_BEGIN_H

#include "count.h"
#include "schedule.h"
#include "state.h"

enum begun {
	BEGUN = -1, /* any other value is the packet's verdict */
};

static __always_inline struct service *service_of(const struct packet *p)
{
	struct service_key key = {
		.vip = p->tuple.destination,
		.port = p->tuple.destination_port,
		.protocol = p->protocol,
	};

	return bpf_map_lookup_elem(&services, &key);
}

/* A SYN begins a TCP connection; so does anything of one whose server has gone. */
static __always_inline int may_begin(const struct packet *p, const struct flow *flow)
{
	if (p->protocol == IPPROTO_UDP || flow->orphaned)
		return 1;
	return (p->tcp_flags & (TCP_SYN | TCP_ACK | TCP_FIN | TCP_RST)) == TCP_SYN;
}

static __always_inline __u32 first_state(const struct packet *p)
{
	if (p->protocol == IPPROTO_UDP)
		return CONN_UDP;
	return p->tcp_flags & TCP_SYN ? CONN_SYN_RECV : CONN_ESTABLISHED;
}

static __always_inline void fill_entry(const struct xdp_md *ctx, const struct packet *p, struct flow *flow)
{
	struct ethhdr *eth = frame(ctx);
	struct conn_entry *e = flow->conn;
	struct server *s = flow->server;

	e->client = p->tuple.source;
	e->vip = p->tuple.destination;
	e->client_port = p->tuple.source_port;
	e->vip_port = p->tuple.destination_port;
	e->seen = runtime.now;
	e->server = flow->number;
	e->generation = s->generation;
	e->reply_hash = flow_hash(&s->address, s->port, &e->client, e->client_port, p->protocol);
	e->client_ifindex = ctx->ingress_ifindex;
	if ((void *)(eth + 1) <= frame_end(ctx))
		__builtin_memcpy(e->client_mac, eth->h_source, ETH_ALEN);
	*(volatile __u32 *)&e->life = p->protocol | first_state(p) << 8;
}

/* Makes the connection findable, by both its ends where replies come this way. */
static __always_inline int publish_flow(const struct packet *p, const struct flow *flow, __u32 entry)
{
	if (!publish(p->hash, entry))
		return 0;
	if (flow->server->method != METHOD_NAT || publish(flow->conn->reply_hash, entry))
		return 1;
	withdraw(p->hash, entry);
	return 0;
}

static __always_inline int record_flow(const struct xdp_md *ctx, const struct packet *p, struct flow *flow)
{
	__u32 entry = allocate_entry();

	flow->conn = entry_at(entry);
	if (!entry || !flow->conn)
		return drop(DROP_TABLE_FULL);
	fill_entry(ctx, p, flow);
	count_load(flow->number, first_state(p), 1);
	if (!publish_flow(p, flow, entry)) {
		count_load(flow->number, first_state(p), -1);
		free_entry(flow->conn, entry);
		return drop(DROP_INDEX_FULL);
	}
	__sync_fetch_and_add(&runtime.recorded, 1);
	count_connection(flow->number);
	return BEGUN;
}

static __noinline int begin_flow(struct xdp_md *ctx, const struct packet *p, struct flow *flow)
{
	const struct service *service = service_of(p);

	if (!service)
		return XDP_PASS;
	if (!may_begin(p, flow)) {
		note(NOTE_STRAY);
		return XDP_PASS;
	}
	flow->direction = TO_SERVER;
	flow->number = schedule(service, p);
	if (!flow->number)
		return drop(DROP_NO_SERVER);
	flow->server = server_at(flow->number);
	if (!flow->server || !(flow->server->flags & SERVER_REACHABLE))
		return drop(DROP_NO_NEXT_HOP);
	return record_flow(ctx, p, flow);
}

#endif
