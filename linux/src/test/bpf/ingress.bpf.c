// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Programs for the traffic control hook that count what passes them. */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} passed SEC(".maps");

static __always_inline int count(__u32 key)
{
	__u32 *counter = bpf_map_lookup_elem(&passed, &key);

	if (counter)
		__sync_fetch_and_add(counter, 1);
	return TC_ACT_UNSPEC;
}

SEC("tc")
int count_first(struct __sk_buff *skb)
{
	return count(0);
}

SEC("tc")
int count_second(struct __sk_buff *skb)
{
	return count(1);
}

char _license[] SEC("license") = "Dual BSD/GPL";
