/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Counting: every packet that is dropped has a reason, every one that is forwarded a server. */
#ifndef WEIR_COUNT_H
#define WEIR_COUNT_H

#include "maps.h"

static __always_inline int drop(__u32 reason)
{
	__u64 *count = bpf_map_lookup_elem(&drop_counters, &reason);

	if (count)
		*count += 1;
	return VERDICT_DROP;
}

static __always_inline void note(__u32 kind)
{
	__u64 *count = bpf_map_lookup_elem(&note_counters, &kind);

	if (count)
		*count += 1;
}

static __always_inline void count_connection(__u32 server)
{
	struct server_counters *c = bpf_map_lookup_elem(&server_counters, &server);

	if (c)
		c->connections += 1;
}

static __always_inline void count_in(__u32 server, __u32 packets, __u32 bytes)
{
	struct server_counters *c = bpf_map_lookup_elem(&server_counters, &server);

	if (c) {
		c->packets_in += packets;
		c->bytes_in += bytes;
	}
}

static __always_inline void count_out(__u32 server, __u32 packets, __u32 bytes)
{
	struct server_counters *c = bpf_map_lookup_elem(&server_counters, &server);

	if (c) {
		c->packets_out += packets;
		c->bytes_out += bytes;
	}
}

#endif
