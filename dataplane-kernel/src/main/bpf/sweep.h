/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The clock and the sweep. A timer in the kernel moves the packet path's clock every 10 ms and looks at a part of
 * the table each time, so that all of it is seen about once a second. It goes on while no director runs.
 *
 * A connection leaves in two steps: it is taken out of the index, and half a second later its entry is given
 * back, when no packet can still be holding it.
 */
#ifndef WEIR_SWEEP_H
#define WEIR_SWEEP_H

#include "slots.h"

#define TICK_NANOS (1000000000ULL / TICKS_A_SECOND)
#define TICKS_A_ROUND 100
#define SWEEP_LEAST 64       /* entries a tick */
#define SWEEP_MOST 16384     /* bounds a tick's time; tables of more than 1.6 million are seen less often */
#define CLOCK_MONOTONIC 1

struct clock {
	struct bpf_timer timer;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct clock);
} clock SEC(".maps");

static __always_inline int is_expired(const struct conn_entry *e, __u32 state, __u32 now)
{
	__u32 idle = now - *(const volatile __u32 *)&e->seen;

	return idle >= runtime.timeout[state & 15] + (TOUCH_TICKS << TO_CLIENT);
}

static __noinline int sweep_entry(__u32 number)
{
	struct conn_entry *e = entry_at(number);
	__u32 now = runtime.now;
	const struct server *s;
	__u32 life, state;

	if (!e)
		return 0;
	life = life_of(e);
	state = life >> 8 & 0xff;
	if (state == CONN_FREE)
		return 0;
	if (state == CONN_UNLINKED) {
		if (now - e->seen >= GRACE_TICKS)
			free_entry(e, number);
		return 0;
	}
	s = server_at(e->server);
	if (!s || lost_its_server(e, s) || is_expired(e, state, now))
		unlink_entry(e, number, life);
	return 0;
}

static __always_inline __u32 entries_used(void)
{
	__u32 used = *(volatile __u32 *)&runtime.used;

	return used < conn_capacity ? used : conn_capacity;
}

static long sweep_next(__u32 i, void *unused)
{
	__u32 number = runtime.sweep_next + 1;

	if (number > entries_used())
		number = 1;
	runtime.sweep_next = number;
	sweep_entry(number);
	return 0;
}

static __always_inline void sweep(__u32 entries)
{
	bpf_loop(entries, sweep_next, NULL, 0);
}

static int tick(void *map, __u32 *key, struct clock *c)
{
	__u32 part = entries_used() / TICKS_A_ROUND + SWEEP_LEAST;

	runtime.now = (__u32)(bpf_ktime_get_ns() / TICK_NANOS);
	sweep(part < SWEEP_MOST ? part : SWEEP_MOST);
	bpf_timer_start(&c->timer, TICK_NANOS, 0);
	return 0;
}

static __always_inline int start(void)
{
	__u32 key = 0;
	struct clock *c = bpf_map_lookup_elem(&clock, &key);

	if (!c)
		return XDP_ABORTED;
	/* Fails where an earlier program made the timer: it is taken over. */
	bpf_timer_init(&c->timer, &clock, CLOCK_MONOTONIC);
	if (bpf_timer_set_callback(&c->timer, tick))
		return XDP_ABORTED;
	return bpf_timer_start(&c->timer, 0, 0) ? XDP_ABORTED : XDP_PASS;
}

#endif
