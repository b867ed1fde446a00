/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Latency: how long servers take to answer a handshake, as seen on the wire where their answers pass here. */
#ifndef WEIR_LATENCY_H
#define WEIR_LATENCY_H

#include "load.h"

#define NANOS_A_MICRO 1000

/* Never 0; wraps around after 71 minutes. */
static __always_inline __u32 micros(void)
{
	return (__u32)(bpf_ktime_get_ns() / NANOS_A_MICRO) | 1;
}

/* Takes the time from a client's first SYN to its answer; a smoothed mean as TCP's own (RFC 6298, section 2). */
static __noinline void note_latency(__u32 entry, __u32 number)
{
	struct conn_note *note = bpf_map_lookup_elem(&conn_notes, &entry);
	struct server_load *load = load_at(number);
	__u32 took, smoothed;

	if (!note || !load || !note->asked)
		return;
	took = micros() - note->asked;
	note->asked = 0;
	smoothed = load->latency;
	smoothed = smoothed ? smoothed - smoothed / 8 + took / 8 : took;
	load->latency = smoothed ? smoothed : 1;
	load->timed = runtime.now;
}

#endif
