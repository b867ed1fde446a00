/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Limits: how many connections a service has, and each of its clients, and how many a client may begin in a second.
 * The rate is a token bucket (RFC 2697's committed burst) that holds a second's worth.
 */
#ifndef WEIR_LIMIT_H
#define WEIR_LIMIT_H

#include "load.h"

#define ADMITTED 0 /* what is refused has a reason, none of which is 0 here */
#define BUCKET_TRIES 4
#define ONE_TOKEN 100U /* so that a tick of a hundredth of a second brings whole ones */

static __always_inline int limits_clients(const struct service *service)
{
	return service->client_limit || service->client_rate;
}

/* A client's count, begun if there is none; NULL if there is no room for one, and then it is not limited. */
static __always_inline struct client_count *count_of(const struct party *client, __u32 rate)
{
	struct client_count *count = bpf_map_lookup_elem(&clients, client);
	struct client_count fresh = { .filled = runtime.now, .level = rate * ONE_TOKEN };

	if (count)
		return count;
	bpf_map_update_elem(&clients, client, &fresh, BPF_NOEXIST);
	return bpf_map_lookup_elem(&clients, client);
}

static __always_inline int take_token(struct client_count *count, __u32 rate)
{
	for (int i = 0; i < BUCKET_TRIES; i++) {
		struct client_count before = { .bucket = *(volatile __u64 *)&count->bucket };
		struct client_count after = { .filled = runtime.now };
		__u32 ticks = after.filled - before.filled;
		__u32 most = rate * ONE_TOKEN;

		after.level = before.level + (ticks < TICKS_A_SECOND ? ticks : TICKS_A_SECOND) * rate;
		if (after.level > most)
			after.level = most;
		if (after.level < ONE_TOKEN)
			return 0;
		after.level -= ONE_TOKEN;
		if (__sync_val_compare_and_swap(&count->bucket, before.bucket, after.bucket) == before.bucket)
			return 1;
	}
	return 0;
}

/* A count that was begun anew, since the client's had given way to others', lacks what it had. */
static __always_inline void client_left(struct client_count *count)
{
	if (!__sync_fetch_and_add(&count->connections, -1))
		__sync_fetch_and_add(&count->connections, 1);
}

/* Counts a connection of the client in, or tells why not. */
__noinline __u32 join_client(const struct service *service, const struct address *address)
{
	struct client_count *count;
	struct party client = {};
	__u32 before;

	if (!service || !address)
		return ADMITTED;
	client.address = *address;
	client.service = service->index;
	count = count_of(&client, service->client_rate);
	if (!count)
		return ADMITTED;
	before = __sync_fetch_and_add(&count->connections, 1);
	if (service->client_limit && before >= service->client_limit) {
		client_left(count);
		return DROP_CLIENT_LIMIT;
	}
	if (service->client_rate && !take_token(count, service->client_rate)) {
		client_left(count);
		return DROP_CLIENT_RATE;
	}
	return ADMITTED;
}

__noinline int leave_client(__u32 service, const struct address *address)
{
	struct client_count *count;
	struct party client = {};

	if (!address)
		return 0;
	client.address = *address;
	client.service = service;
	count = bpf_map_lookup_elem(&clients, &client);
	if (count)
		client_left(count);
	return 0;
}

/* Counts a connection of the service in, unless it has as many as it may have. */
static __always_inline __u32 join_service(const struct service *service)
{
	struct service_state *state = state_at(service->index);
	__u32 before;

	if (!state)
		return DROP_SERVICE_LIMIT;
	before = __sync_fetch_and_add(&state->connections, 1);
	if (!service->limit || before < service->limit)
		return ADMITTED;
	__sync_fetch_and_add(&state->connections, -1);
	return DROP_SERVICE_LIMIT;
}

static __always_inline void leave_service(__u32 index)
{
	struct service_state *state = state_at(index);

	if (state)
		__sync_fetch_and_add(&state->connections, -1);
}

#endif
