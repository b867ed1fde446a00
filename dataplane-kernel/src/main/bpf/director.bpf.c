/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The director in the kernel: the program at the interfaces, and the two that the process calls. */
#include "packet_path.h"
#include "sweep.h"

SEC("xdp")
int director(struct xdp_md *ctx)
{
	return packet_path(ctx);
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

char license_terms[] SEC("license") = "Dual BSD/GPL";
