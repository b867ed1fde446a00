/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The packet path, wrapped to be measured. */
#include "measured.h"
#include "packet_path.h"
#include "sweep.h"

__weak __noinline int weir(struct xdp_md *ctx)
{
	return packet_path(ctx);
}

MEASURED(weir)

char license_terms[] SEC("license") = "Dual BSD/GPL";
