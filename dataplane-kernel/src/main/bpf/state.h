/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The life of a TCP connection as a bystander sees it, by IPVS's names of states. An SCTP association lives likewise.
 *
 * In tunnelling and direct routing only the client's packets pass here, so a FIN of the client ends in FIN_WAIT.
 */
#ifndef WEIR_STATE_H
#define WEIR_STATE_H

#include "latency.h"

#define STATE_TRIES 4

#define CONN_FINS (CONN_CLIENT_FIN | CONN_SERVER_FIN)

static __always_inline __u32 flags_after(__u32 flags, __u32 tcp_flags, enum direction direction)
{
	if (tcp_flags & TCP_SYN)
		return flags & ~CONN_FINS;
	if (tcp_flags & TCP_FIN)
		flags |= direction == TO_SERVER ? CONN_CLIENT_FIN : CONN_SERVER_FIN;
	return flags;
}

static __always_inline __u32 state_after(__u32 state, __u32 flags, __u32 tcp_flags, enum direction direction)
{
	if (tcp_flags & TCP_RST)
		return CONN_CLOSE;
	if (tcp_flags & TCP_SYN) /* only a client's, and only after an end, begins anew */
		return direction == TO_SERVER && state >= CONN_FIN_WAIT ? CONN_SYN_RECV : state;
	if (state == CONN_CLOSE)
		return state;
	if ((flags & CONN_FINS) == CONN_FINS)
		return CONN_TIME_WAIT;
	if (flags & CONN_FINS)
		return CONN_FIN_WAIT;
	if (state == CONN_SYN_RECV && direction == TO_SERVER)
		return CONN_ESTABLISHED;
	return state;
}

static __noinline int change_state(const struct packet *p, struct flow *flow)
{
	for (int i = 0; i < STATE_TRIES; i++) {
		__u32 life = life_of(flow->conn);
		__u32 state = life >> 8 & 0xff;
		__u32 flags = flags_after(life >> 16, p->tcp_flags, flow->direction);
		__u32 after;

		if (state == CONN_FREE || state >= CONN_STATES)
			return 0;
		after = state_after(state, flags, p->tcp_flags, flow->direction);
		if (after == CONN_ESTABLISHED || after == CONN_SYN_RECV)
			flags &= ~CONN_FINS;
		if (after == state && flags == life >> 16)
			return 0;
		if (!change_life(flow->conn, life, after, flags))
			continue;
		move_load(flow->number, state, after);
		return 1;
	}
	return 0;
}

/* A refusal is none: it comes sooner than any answer. */
static __always_inline int is_answer(const struct packet *p, const struct flow *flow)
{
	return flow->direction == TO_CLIENT && p->tcp_flags & TCP_SYN;
}

/* Most packets of a connection leave its state as it is; they are told from the others here. */
static __always_inline void follow_state(const struct packet *p, struct flow *flow)
{
	__u32 state = flow->conn->state;

	if (state == CONN_UDP)
		return;
	if (state == CONN_ESTABLISHED && !(p->tcp_flags & (TCP_SYN | TCP_FIN | TCP_RST)))
		return;
	if (is_answer(p, flow) && state == CONN_SYN_RECV && flow->server->flags & SERVER_TIMED)
		note_latency(flow->entry, flow->number);
	change_state(p, flow);
}

#endif
