/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Coming into the connection table and leaving it: entries are taken and given back, slots of the index published
 * and withdrawn.
 */
#ifndef WEIR_SLOTS_H
#define WEIR_SLOTS_H

#include "limit.h"

#define GRACE_TICKS 50 /* half a second; a packet is on its way through here for microseconds */
#define HASTY_GRACE_TICKS 5 /* while the table is nearly full */
#define ALLOCATION_TRIES 8

/* Takes an entry off the list of free ones, or the next that was never used; 0 if the table is full. */
static __always_inline __u32 allocate_entry(void)
{
	for (int i = 0; i < ALLOCATION_TRIES; i++) {
		__u64 head = *(volatile __u64 *)&runtime.free;
		struct conn_entry *e = entry_at((__u32)head);
		__u64 next;

		if (!(__u32)head || !e)
			break;
		next = ((head >> 32) + 1) << 32 | e->server;
		if (__sync_val_compare_and_swap(&runtime.free, head, next) == head)
			return (__u32)head;
	}
	if (*(volatile __u32 *)&runtime.used < conn_capacity) {
		__u32 number = __sync_fetch_and_add(&runtime.used, 1) + 1;

		if (number <= conn_capacity)
			return number;
	}
	return 0;
}

static __always_inline void free_entry(struct conn_entry *e, __u32 number)
{
	*(volatile __u32 *)&e->life = CONN_FREE;
	for (int i = 0; i < ALLOCATION_TRIES; i++) {
		__u64 head = *(volatile __u64 *)&runtime.free;

		*(volatile __u32 *)&e->server = (__u32)head;
		if (__sync_val_compare_and_swap(&runtime.free, head, ((head >> 32) + 1) << 32 | number) == head) {
			__sync_fetch_and_add(&runtime.resting, -1);
			return;
		}
	}
	/* Contended: the sweep comes by again. */
	*(volatile __u32 *)&e->life = CONN_UNLINKED << 8;
}

/* A slot on its way into the index or out of it. */
struct placing {
	union conn_slot slot;
	__u32 done;
};

/* Into the nth bucket from its own on; one that is not in its own is counted there before it can be found. */
static long publish_in(__u32 n, struct placing *placing)
{
	__u32 home = placing->slot.hash & conn_index_mask;
	struct conn_bucket *own = bucket_at(home);
	struct conn_bucket *bucket = bucket_at((home + n) & conn_index_mask);

	if (!own || !bucket)
		return 1;
	if (n)
		__sync_fetch_and_add(&own->spilled, 1);
	for (__u32 i = 0; i < CONN_SLOTS; i++) {
		if (!slot_of(bucket, i).whole &&
		    __sync_val_compare_and_swap(&bucket->slot[i].whole, 0, placing->slot.whole) == 0) {
			placing->done = 1;
			return 1;
		}
	}
	if (n)
		__sync_fetch_and_add(&own->spilled, -1);
	return 0;
}

static long withdraw_from(__u32 n, struct placing *placing)
{
	__u32 home = placing->slot.hash & conn_index_mask;
	__u64 whole = placing->slot.whole;
	struct conn_bucket *own = bucket_at(home);
	struct conn_bucket *bucket = bucket_at((home + n) & conn_index_mask);

	if (!own || !bucket)
		return 1;
	for (__u32 i = 0; i < CONN_SLOTS; i++) {
		if (slot_of(bucket, i).whole == whole &&
		    __sync_val_compare_and_swap(&bucket->slot[i].whole, whole, 0) == whole) {
			if (n)
				__sync_fetch_and_add(&own->spilled, -1);
			placing->done = 1;
			return 1;
		}
	}
	return 0;
}

/* Puts an entry where its hash belongs or close behind; says whether there was room. */
__noinline int publish(__u32 hash, __u32 entry)
{
	struct placing placing = { .slot = { .hash = hash, .entry = entry } };

	bpf_loop(CONN_SPILL, publish_in, &placing, 0);
	return placing.done;
}

/* Takes an entry out of the index; nothing happens if it isn't there. */
static __always_inline int withdraw(__u32 hash, __u32 entry)
{
	struct placing placing = { .slot = { .hash = hash, .entry = entry } };

	bpf_loop(CONN_SPILL, withdraw_from, &placing, 0);
	return placing.done;
}

/* Takes a connection out of all counts; of a server whose place is another's by now nothing is counted. */
__noinline int count_gone(__u32 number, __u32 life)
{
	const struct conn_entry *e = entry_at(number);
	__u32 state = life >> 8 & 0xff;
	struct server_load *load;
	const struct server *s;

	if (!e)
		return 0;
	s = server_at(e->server);
	load = load_at(e->server);
	if (!s || !load || !is_of(e, s))
		return 0;
	if (state == CONN_TEMPLATE) {
		count_template(e->server, s->service, -1);
		return 0;
	}
	leave_server(load, state);
	leave_service(s->service);
	if (life >> 16 & CONN_OF_CLIENT)
		leave_client(s->service, &e->client);
	return 0;
}

/* By itself, for the many keys of a hash take much of the stack. */
__noinline __u32 hash_of_entry(__u32 number)
{
	const struct conn_entry *e = entry_at(number);

	return e ? connection_hash(&e->client, e->client_port, e->protocol) : 0;
}

/*
 * Takes a connection out of the index. Its entry stays what it was for whoever has just found it; the sweep gives it
 * back after a grace period.
 */
__noinline int unlink_entry(__u32 number, __u32 life)
{
	struct conn_entry *e = entry_at(number);

	if (!e || !change_life(e, life, CONN_UNLINKED, 0))
		return 0;
	count_gone(number, life);
	withdraw(hash_of_entry(number), number);
	e->seen = runtime.now;
	__sync_fetch_and_add(&runtime.resting, 1);
	__sync_fetch_and_add(&runtime.recorded, -1);
	return 1;
}

#endif
