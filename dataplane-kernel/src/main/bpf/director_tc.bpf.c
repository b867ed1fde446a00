/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The director in the kernel, for interfaces where it runs in TC. The clock and the sweep are director.bpf.c's. */
#define WEIR_TC
#include "packet_path.h"

SEC("tc")
int director(context *ctx)
{
	return packet_path(ctx);
}

char license_terms[] SEC("license") = "Dual BSD/GPL";
