/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The first packet of a flow: find its service, pick a server within all limits, record the connection. */
#ifndef WEIR_BEGIN_H
#define WEIR_BEGIN_H

#include "ftp.h"
#include "latency.h"
#include "match.h"
#include "single.h"

#define CHOICES 4 /* a server may be filled by another processor between the choice and the count */
#define FILLED_MEANWHILE DROP_REASONS

enum begun {
	BEGUN = -2, /* any other value is the packet's verdict */
};

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

/* Picks a server and counts the connection in; 0, or why it can't be. */
static __always_inline __u32 join_picked(const struct service *service, const struct packet *p, struct pick *pick)
{
	struct server_load *load;
	const struct server *s;

	pick_server(service, p, pick);
	if (!pick->server)
		return pick->reason;
	s = server_at(pick->server);
	load = load_at(pick->server);
	if (!s || !load || !(s->flags & SERVER_REACHABLE))
		return DROP_NO_NEXT_HOP;
	return join_server(load, first_state(p)) ? ADMITTED : FILLED_MEANWHILE;
}

static __always_inline __u32 join_some_server(const struct service *service, const struct packet *p,
					      struct pick *pick)
{
	__u32 reason = FILLED_MEANWHILE;

#pragma unroll
	for (int i = 0; i < CHOICES; i++) {
		if (reason == FILLED_MEANWHILE)
			reason = join_picked(service, p, pick);
	}
	return reason == FILLED_MEANWHILE ? DROP_SERVER_LIMIT : reason;
}

/* Counts a connection in everywhere; 0, or why it may not begin, and then it is counted nowhere. */
static __always_inline __u32 admit(const struct service *service, const struct packet *p, struct pick *pick)
{
	__u32 reason = ADMITTED;

	if (limits_clients(service))
		reason = join_client(service, &p->tuple.source);
	if (reason)
		return reason;
	reason = join_service(service);
	if (!reason) {
		reason = join_some_server(service, p, pick);
		if (reason)
			leave_service(service->index);
	}
	if (reason && limits_clients(service))
		leave_client(service->index, &p->tuple.source);
	return reason;
}

static __always_inline void cancel(const struct service *service, const struct packet *p, const struct pick *pick)
{
	struct server_load *load = load_at(pick->server);

	if (load)
		leave_server(load, first_state(p));
	leave_service(service->index);
	if (limits_clients(service))
		leave_client(service->index, &p->tuple.source);
}

/* Notes what the entry has no room for, of the few connections that it is needed for. */
static __always_inline __u32 note_beside(const struct server *s, const struct pick *pick, __u32 entry)
{
	struct conn_note *note;

	if (!pick->template && !(s->flags & SERVER_TIMED))
		return 0;
	note = bpf_map_lookup_elem(&conn_notes, &entry);
	if (!note)
		return 0;
	note->template = pick->template;
	note->asked = micros();
	return pick->template ? CONN_TEMPLATED : 0;
}

static __always_inline __u32 record_flow(const context *ctx, struct packet *p, const struct service *service,
					 const struct pick *pick, struct found *found)
{
	const struct server *s = server_at(pick->server);
	__u32 entry = allocate_entry();
	struct conn_entry *e = entry_at(entry);
	__u32 flags;

	if (!entry || !e || !s) {
		cancel(service, p, pick);
		return DROP_TABLE_FULL;
	}
	p->hash = source_hash(p);
	fill_entry(e, p, s, pick->server);
	fill_ways(e, ctx, p, s);
	flags = note_beside(s, pick, entry) | (limits_clients(service) ? CONN_OF_CLIENT : 0) |
		(service->flags & SERVICE_FTP ? CONN_CONTROL : 0);
	found->entry = enter(p, entry, p->protocol | first_state(p) << 8 | flags << 16);
	found->direction = TO_SERVER;
	if (found->entry == entry)
		count_connection(pick->server);
	if (found->entry && service->flags & SERVICE_FTP)
		begin_session(found->entry);
	return found->entry ? 0 : DROP_INDEX_FULL;
}

/* Leaves the number of the connection that was recorded. */
__noinline int begin_flow(context *ctx, struct packet *p, struct found *found)
{
	struct desk *desk = own_desk();
	__u32 reason;

	if (!p || !found || !desk)
		return VERDICT_PASS;
	if (!match(p, &desk->service)) {
		__u32 life = runtime.features & FEATURE_FTP ? begin_data(ctx, p, found) : 0;

		if (!life)
			return reply_single(ctx, p);
		found->entry = enter(&desk->key, found->entry, life);
		return found->entry ? BEGUN : drop(DROP_INDEX_FULL);
	}
	if (!may_begin(p, found)) {
		note(NOTE_STRAY);
		return VERDICT_PASS;
	}
	if (!has_hops_left(ctx, p))
		return answer_ttl(ctx, p, &p->tuple.destination);
	if (desk->service.flags & SERVICE_ONE_PACKET) {
		reason = pick_single(&desk->service, p, &desk->pick);
		return reason ? drop(reason) : forward_single(ctx, p, desk->pick.server);
	}
	reason = admit(&desk->service, p, &desk->pick);
	if (!reason)
		reason = record_flow(ctx, p, &desk->service, &desk->pick, found);
	return reason ? drop(reason) : BEGUN;
}

/* Whether the server still takes new connections. */
static __always_inline int takes_more(const struct flow *flow)
{
	struct server_load *load = load_at(flow->number);
	struct service_state *state = state_at(flow->server->service);

	if (!load || !state || state->counts_clients) /* a client's rate counts each of its connections */
		return 0;
	return load->pull && flow->server->flags & SERVER_REACHABLE;
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
	unlink_entry(flow->entry, life);
	return 1;
}

#endif
