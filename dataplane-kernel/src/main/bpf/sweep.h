/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The clock and the sweep. A timer in the kernel moves the packet path's clock every 10 ms and looks at a part of
 * the table each time, so that all of it is seen about once a second. It goes on while no director runs.
 *
 * Where the table fills up, connections that close or are half open give way before their time, and the sweep makes
 * haste; established ones never do.
 *
 * A connection leaves in two steps: it is taken out of the index, and half a second later its entry is given
 * back, when no packet can still be holding it.
 */
#ifndef WEIR_SWEEP_H
#define WEIR_SWEEP_H

#include "count.h"
#include "slots.h"

#define TICK_NANOS (1000000000ULL / TICKS_A_SECOND)
#define TICKS_A_ROUND 100
#define TICKS_A_HASTY_ROUND 12
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

/* How much of the table is in use, where that begins to matter. */
enum pressure {
	PRESSURE_NONE,
	PRESSURE_SOME,             /* more than seven eighths */
	PRESSURE_HIGH,             /* more than fifteen sixteenths */
};

static __always_inline enum pressure pressure(void)
{
	__u32 in_use = *(volatile __u32 *)&runtime.recorded + *(volatile __u32 *)&runtime.resting;

	if (in_use > conn_capacity - conn_capacity / 16)
		return PRESSURE_HIGH;
	return in_use > conn_capacity - conn_capacity / 8 ? PRESSURE_SOME : PRESSURE_NONE;
}

/* How long a connection that closes or is half open may stay while others need its place. */
static __always_inline __u32 timeout_under(enum pressure pressure, __u32 state)
{
	__u32 usual = runtime.timeout[state & 15];

	if (pressure == PRESSURE_SOME)
		return usual / 16;
	if (state == CONN_SYN_RECV)
		return TICKS_A_SECOND;
	return state == CONN_FIN_WAIT ? TICKS_A_SECOND / 2 : TICKS_A_SECOND / 10;
}

static __always_inline int gives_way(__u32 state)
{
	return state == CONN_SYN_RECV || (state >= CONN_FIN_WAIT && state <= CONN_CLOSE);
}

static __always_inline __u32 idle_ticks(const struct conn_entry *e)
{
	return runtime.now - *(const volatile __u32 *)&e->seen;
}

/* A template outlives its connections, which the sweep must have had the time to tell it of. */
static __always_inline int is_template_expired(const struct conn_entry *e, const struct server *s)
{
	const struct service_state *state = state_at(s->service);

	return !state || !state->persistence || idle_ticks(e) >= state->persistence + 2 * TICKS_A_ROUND;
}

static __always_inline int is_expired(const struct conn_entry *e, const struct server *s, __u32 state)
{
	if (state == CONN_TEMPLATE)
		return is_template_expired(e, s);
	return idle_ticks(e) >= runtime.timeout[state & 15] + (TOUCH_TICKS << TO_CLIENT);
}

/* Whether it makes room before its time. */
static __always_inline int is_evicted(const struct conn_entry *e, __u32 state, enum pressure pressure)
{
	if (pressure == PRESSURE_NONE || !gives_way(state))
		return 0;
	if (idle_ticks(e) < timeout_under(pressure, state) + (TOUCH_TICKS << TO_CLIENT))
		return 0;
	note(NOTE_EVICTED);
	return 1;
}

/* A connection keeps its client's template alive. */
static __always_inline void keep_template(const struct conn_entry *e, __u32 number)
{
	const struct conn_note *note = bpf_map_lookup_elem(&conn_notes, &number);
	struct conn_entry *template = note ? entry_at(note->template) : NULL;

	if (template && template->state == CONN_TEMPLATE && template->server == e->server)
		template->seen = runtime.now;
}

static __noinline int sweep_entry(__u32 number)
{
	struct conn_entry *e = entry_at(number);
	enum pressure level = pressure();
	const struct server *s;
	__u32 life, state;

	if (!e)
		return 0;
	life = life_of(e);
	state = life >> 8 & 0xff;
	if (state == CONN_FREE)
		return 0;
	if (state == CONN_UNLINKED) {
		if (idle_ticks(e) >= (level ? HASTY_GRACE_TICKS : GRACE_TICKS))
			free_entry(e, number);
		return 0;
	}
	s = server_at(e->server);
	if (!s || lost_its_server(e, s) || is_expired(e, s, state) || is_evicted(e, state, level))
		unlink_entry(number, life);
	else if (life >> 16 & CONN_TEMPLATED)
		keep_template(e, number);
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
	__u32 part = entries_used() / (pressure() ? TICKS_A_HASTY_ROUND : TICKS_A_ROUND) + SWEEP_LEAST;

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

/* Starts the clock, or takes it over from an earlier program. */
SEC("xdp")
int start_clock(struct xdp_md *ctx)
{
	return start();
}

/* Looks at every entry once, by the clock as it stands. */
SEC("xdp")
int sweep_all(struct xdp_md *ctx)
{
	sweep(entries_used());
	return XDP_PASS;
}

#endif
