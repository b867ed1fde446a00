// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* What the tests of the libbpf binding load: small, and with one of each thing that they look at. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum verdict_reason { REASON_NONE = 0, REASON_SHORT = 1, REASON_LOUD = 200 };
enum { ANONYMOUS_LIMIT = 77 };

struct hop {
	__u8 mac[6];
	__u16 mtu;
};

struct server {
	__be32 address;
	__be16 port;
	__s16 delta;
	struct hop hop;
	union {
		__u64 whole;
		struct {
			__u32 lower;
			__u32 upper;
		};
	};
	struct {
		__u32 tag;
		__u32 entry;
	} slots[3];
	enum verdict_reason reason;
	__u32 pad;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, struct server);
} servers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, struct server);
} shared SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

const volatile __u32 wanted_verdict = XDP_PASS;
const volatile __u32 limit = ANONYMOUS_LIMIT;
__u64 seen = 5;

SEC("xdp")
int count_frames(struct xdp_md *ctx)
{
	__u32 key = 0;
	__u64 *counter = bpf_map_lookup_elem(&counters, &key);

	if (counter)
		*counter += 1;
	__sync_fetch_and_add(&seen, 1);
	return wanted_verdict;
}

/* Swaps the first two bytes of the frame, and puts eight bytes of 0xee before it. */
SEC("xdp")
int grow_frame(struct xdp_md *ctx)
{
	if (bpf_xdp_adjust_head(ctx, -8))
		return XDP_ABORTED;
	__u8 *data = (void *)(long)ctx->data;
	__u8 *end = (void *)(long)ctx->data_end;

	if (data + 10 > end)
		return XDP_DROP;
	for (int i = 0; i < 8; i++)
		data[i] = 0xee;
	__u8 first = data[8];

	data[8] = data[9];
	data[9] = first;
	return XDP_TX;
}

/* Tells where the frame came in. */
SEC("xdp")
int tell_interface(struct xdp_md *ctx)
{
	return ctx->ingress_ifindex == 1 ? XDP_PASS : XDP_DROP;
}

/* Keeps the types in the BTF. */
SEC("xdp")
int use_types(struct xdp_md *ctx)
{
	__u32 key = limit;
	struct server *found = bpf_map_lookup_elem(&shared, &key);

	return found && found->reason == REASON_LOUD ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
