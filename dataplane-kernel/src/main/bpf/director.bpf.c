/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The director in the kernel: the program at the interfaces; the two that the process calls stand in sweep.h. */
#include "packet_path.h"
#include "sweep.h"

SEC("xdp")
int director(context *ctx)
{
	return packet_path(ctx);
}

char license_terms[] SEC("license") = "Dual BSD/GPL";
