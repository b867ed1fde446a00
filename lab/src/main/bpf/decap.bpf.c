/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a real server of the lab runs on its interface, in place of a tunnel device of its kernel's: it takes
 * the outer headers off IPIP, 6in4, 4in6 and 6in6, off GRE (RFC 2784, with or without the key of RFC 2890) and off
 * GUE (variant 0, without optional fields), and hands the inner packet to the kernel.
 *
 *   before:  | Ethernet | outer IP                             | inner IP | TCP or UDP ...
 *            | Ethernet | outer IP | GRE: flags, type [, key]  | inner IP | TCP or UDP ...
 *            | Ethernet | outer IP | UDP to 6080 | GUE         | inner IP | TCP or UDP ...
 *   after:                                          | Ethernet | inner IP | TCP or UDP ...
 *
 * Anything else passes untouched; so does an outer header with options or a fragment, which no director of
 * ours sends. Needs nothing newer than Linux 6.1.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define IP_FRAGMENT 0x3fff /* more fragments to come, or an offset */

#define GRE_KEY 0x2000
#define GUE_PORT 6080

struct gre_header {
	__be16 flags; /* and the version, which is 0 */
	__be16 type; /* the inner packet's Ethernet type */
};

struct gue_header {
	__u8 length; /* in its low bits, of optional fields; the variant above it; all 0 */
	__u8 protocol;
	__be16 flags;
};

struct tunnel {
	__u32 outer_length; /* of the outer headers */
	__be16 inner_type; /* Ethernet type of the inner packet; 0 if there is no tunnel */
};

static __always_inline struct tunnel bare(__u32 length, __u8 protocol)
{
	struct tunnel tunnel = { .outer_length = length };

	if (protocol == IPPROTO_IPIP)
		tunnel.inner_type = bpf_htons(ETH_P_IP);
	else if (protocol == IPPROTO_IPV6)
		tunnel.inner_type = bpf_htons(ETH_P_IPV6);
	return tunnel;
}

static __always_inline struct tunnel gre(__u32 length, const struct gre_header *gre, const void *end)
{
	struct tunnel tunnel = { .outer_length = length + sizeof(*gre) };

	if ((const void *)(gre + 1) > end || gre->flags & bpf_htons((__u16)~GRE_KEY))
		return tunnel;
	if (gre->flags)
		tunnel.outer_length += sizeof(__be32);
	if (gre->type == bpf_htons(ETH_P_IP) || gre->type == bpf_htons(ETH_P_IPV6))
		tunnel.inner_type = gre->type;
	return tunnel;
}

static __always_inline struct tunnel gue(__u32 length, const struct udphdr *udp, const void *end)
{
	const struct gue_header *gue = (const void *)(udp + 1);
	struct tunnel none = {};

	if ((const void *)(gue + 1) > end || udp->dest != bpf_htons(GUE_PORT) || gue->length || gue->flags)
		return none;
	return bare(length + sizeof(*udp) + sizeof(*gue), gue->protocol);
}

/* What stands behind an outer IP header. */
static __always_inline struct tunnel behind(const void *ip, __u32 length, __u8 protocol, const void *end)
{
	switch (protocol) {
	case IPPROTO_GRE:
		return gre(length, ip + length, end);
	case IPPROTO_UDP:
		return gue(length, ip + length, end);
	default:
		return bare(length, protocol);
	}
}

static __always_inline struct tunnel behind_ipv4(const struct iphdr *ip, const void *end)
{
	struct tunnel none = {};

	if ((const void *)(ip + 1) > end || ip->ihl != 5 || ip->frag_off & bpf_htons(IP_FRAGMENT))
		return none;
	return behind(ip, sizeof(*ip), ip->protocol, end);
}

static __always_inline struct tunnel behind_ipv6(const struct ipv6hdr *ip, const void *end)
{
	struct tunnel none = {};

	if ((const void *)(ip + 1) > end)
		return none;
	return behind(ip, sizeof(*ip), ip->nexthdr, end);
}

static __always_inline struct tunnel find_tunnel(const struct ethhdr *eth, const void *end)
{
	struct tunnel none = {};

	switch (eth->h_proto) {
	case bpf_htons(ETH_P_IP):
		return behind_ipv4((const void *)(eth + 1), end);
	case bpf_htons(ETH_P_IPV6):
		return behind_ipv6((const void *)(eth + 1), end);
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

	if (!tunnel.inner_type)
		return XDP_PASS;
	inner.h_proto = tunnel.inner_type;
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
