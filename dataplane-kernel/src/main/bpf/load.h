/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What servers and services have to do: active and inactive connections, which change with a connection's state and
 * nowhere else, and persistent clients. Both counts of a server are changed by one atomic addition, so their sum is
 * never seen wrong, and a server never has more connections than its upper threshold.
 */
#ifndef WEIR_LOAD_H
#define WEIR_LOAD_H

#include "conn.h"

#define ONE_ACTIVE 1ULL
#define ONE_INACTIVE (1ULL << 32)

static __always_inline struct server_load *load_at(__u32 number)
{
	return bpf_map_lookup_elem(&server_loads, &number);
}

static __always_inline struct service_state *state_at(__u32 index)
{
	return bpf_map_lookup_elem(&service_state, &index);
}

static __always_inline int is_active(__u32 state)
{
	return state == CONN_ESTABLISHED || state == CONN_UDP;
}

/* What a connection of that state is in the two counts. */
static __always_inline __u64 one_of(__u32 state)
{
	return is_active(state) ? ONE_ACTIVE : ONE_INACTIVE;
}

static __always_inline __u32 total_of(__u64 both)
{
	return (__u32)both + (__u32)(both >> 32);
}

static __always_inline __u32 connections_of(const struct server_load *load)
{
	return total_of(*(const volatile __u64 *)&load->both);
}

/* Whether it has been full and is not below its lower threshold yet. */
static __always_inline int is_full(struct server_load *load)
{
	if (!load->full)
		return 0;
	if (connections_of(load) >= load->lower)
		return 1;
	load->full = 0;
	return 0;
}

/* Whether new connections may go to it. */
static __always_inline int takes_new(struct server_load *load)
{
	return load && load->pull && !is_full(load);
}

/* The same of the server in a place; 0 is none. */
static __always_inline int is_open(__u32 number)
{
	return number && takes_new(load_at(number));
}

/* Counts a connection in, unless the server has as many as it may have. */
static __always_inline int join_server(struct server_load *load, __u32 state)
{
	__u64 before = __sync_fetch_and_add(&load->both, one_of(state));

	if (!load->upper || total_of(before) + 1 < load->upper)
		return 1;
	load->full = 1;
	if (total_of(before) + 1 == load->upper)
		return 1;
	__sync_fetch_and_add(&load->both, -one_of(state));
	return 0;
}

static __always_inline void leave_server(struct server_load *load, __u32 state)
{
	__sync_fetch_and_add(&load->both, -one_of(state));
}

static __always_inline void move_load(__u32 number, __u32 from, __u32 to)
{
	struct server_load *load = load_at(number);

	if (load && is_active(from) != is_active(to))
		__sync_fetch_and_add(&load->both, one_of(to) - one_of(from));
}

/* One persistent client more or less. */
static __always_inline void count_template(__u32 number, __u32 service, int by)
{
	struct server_load *load = load_at(number);
	struct service_state *state = state_at(service);

	if (load)
		__sync_fetch_and_add(&load->templates, by);
	if (state)
		__sync_fetch_and_add(&state->templates, by);
	__sync_fetch_and_add(&runtime.templates, by);
}

#endif
