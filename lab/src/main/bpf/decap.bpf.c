/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a real server of the lab runs on its interface, in place of a tunnel device of its kernel's: it takes
 * the outer header off IPIP, 6in4, 4in6 and 6in6 and hands the inner packet to the kernel.
 *
 *   before:  | Ethernet | outer IP | inner IP | TCP or UDP ...
 *   after:              | Ethernet | inner IP | TCP or UDP ...
 *
 * Anything else passes untouched; so does an outer header with options or a fragment, which no director of
 * ours sends. Needs nothing newer than Linux 6.1.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define IP_FRAGMENT 0x3fff /* more fragments to come, or an offset */

struct tunnel {
	__u8 outer_length; /* of the outer header; 0 if there is no tunnel */
	__u8 inner_protocol; /* IPPROTO_IPIP or IPPROTO_IPV6 */
};

static __always_inline struct tunnel outer_ipv4(const struct iphdr *ip, const void *end)
{
	struct tunnel none = {};

	if ((const void *)(ip + 1) > end || ip->ihl != 5 || ip->frag_off & bpf_htons(IP_FRAGMENT))
		return none;
	return (struct tunnel){ .outer_length = sizeof(*ip), .inner_protocol = ip->protocol };
}

static __always_inline struct tunnel outer_ipv6(const struct ipv6hdr *ip, const void *end)
{
	struct tunnel none = {};

	if ((const void *)(ip + 1) > end)
		return none;
	return (struct tunnel){ .outer_length = sizeof(*ip), .inner_protocol = ip->nexthdr };
}

static __always_inline struct tunnel find_tunnel(const struct ethhdr *eth, const void *end)
{
	struct tunnel none = {};

	switch (eth->h_proto) {
	case bpf_htons(ETH_P_IP):
		return outer_ipv4((const void *)(eth + 1), end);
	case bpf_htons(ETH_P_IPV6):
		return outer_ipv6((const void *)(eth + 1), end);
	default:
		return none;
	}
}

SEC("xdp")
int decapsulate(struct xdp_md *ctx)
{
	const struct ethhdr *eth = (void *)(long)ctx->data;
	const void *end = (void *)(long)ctx->data_end;

	if ((const void *)(eth + 1) > end)
		return XDP_PASS;

	struct tunnel tunnel = find_tunnel(eth, end);
	struct ethhdr inner = *eth;

	if (tunnel.inner_protocol == IPPROTO_IPIP)
		inner.h_proto = bpf_htons(ETH_P_IP);
	else if (tunnel.inner_protocol == IPPROTO_IPV6)
		inner.h_proto = bpf_htons(ETH_P_IPV6);
	else
		return XDP_PASS;

	if (bpf_xdp_adjust_head(ctx, tunnel.outer_length))
		return XDP_DROP;

	struct ethhdr *head = (void *)(long)ctx->data;

	if ((const void *)(head + 1) > (void *)(long)ctx->data_end)
		return XDP_DROP;
	*head = inner;
	return XDP_PASS;
}

/* A veth end takes what its peer's XDP program transmits or redirects only if it runs a program itself. */
SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
