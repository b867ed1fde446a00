/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a tunnel may have between its two IP headers: GRE (RFC 2784), with a key (RFC 2890) or without, or GUE over UDP
 * (draft-ietf-intarea-gue-09, variant 0). The key, or the source port, is the flow's hash, by which networks with many
 * paths spread what otherwise all looks alike.
 */
#ifndef WEIR_SHIM_H
#define WEIR_SHIM_H

#include "forward.h"

#define GRE_HAS_KEY 0x2000
#define GUE_FIRST_PORT 49152 /* those from here on are ephemeral (RFC 6335) */
#define GUE_PORT_MASK 0x3fff

struct gre_header {
	__be16 flags;
	__be16 protocol;
	__be32 key;                /* if the flags say so */
};

struct gue_header {
	struct udphdr udp;
	__u8 version_and_length;   /* variant 0, a data message, no optional words */
	__u8 protocol;
	__be16 flags;
};

static __always_inline __u32 shim_size(__u32 encapsulation)
{
	switch (encapsulation) {
	case ENCAPSULATION_GRE:
		return sizeof(struct gre_header) - sizeof(__be32);
	case ENCAPSULATION_GRE_KEY:
		return sizeof(struct gre_header);
	case ENCAPSULATION_GUE:
		return sizeof(struct gue_header);
	default:
		return 0;
	}
}

static __always_inline __u8 shim_protocol(__u32 encapsulation)
{
	return encapsulation == ENCAPSULATION_GUE ? IPPROTO_UDP : IPPROTO_GRE;
}

/* What the kernel needs to know to cut a packet of many segments. */
static __always_inline __u64 shim_layers(__u32 encapsulation)
{
	if (!encapsulation)
		return 0;
	return encapsulation == ENCAPSULATION_GUE ? BPF_F_ADJ_ROOM_ENCAP_L4_UDP : BPF_F_ADJ_ROOM_ENCAP_L4_GRE;
}

static __always_inline __u64 sum_of_addresses(const struct address *a, int ipv6)
{
	return ipv6 ? (__u64)a->word[0] + a->word[1] + a->word[2] + a->word[3] : a->word[3];
}

static __always_inline __u64 sum_of_words(const __u32 *word, __u32 words)
{
	__u64 sum = 0;

	for (__u32 i = 0; i < words; i++)
		sum += word[i];
	return sum;
}

/* Whether the transport has a checksum over its pseudo header. */
static __always_inline int is_covered(const context *ctx, const struct packet *p)
{
	const struct udphdr *udp = transport_header(ctx, p);

	if (p->protocol == IPPROTO_UDP)
		return (void *)(udp + 1) <= frame_end(ctx) && udp->check;
	return p->protocol == IPPROTO_TCP || (p->ipv6 && p->protocol == IPPROTO_ICMPV6);
}

/*
 * The one's complement sum over a whole packet, without looking at its payload: with its checksum a transport sums up
 * to the complement of its pseudo header, and an IPv4 header to nothing. 0 where that can't be told, as for many
 * segments in one, each of which has another.
 */
static __always_inline __u32 sum_of_packet(const context *ctx, const struct packet *p)
{
	const __u32 *ip = network_header(ctx);
	__u32 header = p->transport - sizeof(struct ethhdr);
	__u64 pseudo = sum_of_addresses(&p->tuple.source, p->ipv6) + sum_of_addresses(&p->tuple.destination, p->ipv6) +
		       bpf_htonl(p->protocol) + (__u64)bpf_htonl(p->length - header);
	__u64 sum = 0;

	if (segment_size(ctx) || !is_covered(ctx, p))
		return 0;
	if (p->ipv6) {
		if (header != sizeof(struct ipv6hdr) || (void *)ip + sizeof(struct ipv6hdr) > frame_end(ctx))
			return 0;
		sum = sum_of_words(ip, sizeof(struct ipv6hdr) / sizeof(*ip));
	}
	return checksum_fold(sum + (__u16)~checksum_fold(pseudo));
}

static __always_inline int write_gre(context *ctx, __u32 offset, const struct packet *p, int has_key)
{
	struct gre_header *gre = network_header(ctx) + offset;

	if ((void *)&gre->key + (has_key ? sizeof(gre->key) : 0) > frame_end(ctx))
		return 0;
	gre->flags = has_key ? bpf_htons(GRE_HAS_KEY) : 0;
	gre->protocol = p->ipv6 ? bpf_htons(ETH_P_IPV6) : bpf_htons(ETH_P_IP);
	if (has_key)
		gre->key = bpf_htonl(p->hash);
	return 1;
}

/* sum: over the packet inside; 0: there is to be no checksum, which over IPv4 is usual */
static __always_inline int write_gue(context *ctx, __u32 offset, const struct packet *p, const struct server *s,
				     __u32 sum)
{
	struct gue_header *gue = network_header(ctx) + offset;
	__be16 length = bpf_htons((__u16)(p->length + sizeof(*gue)));
	const __u16 *word = (const __u16 *)gue;
	__u64 total = sum;

	if ((void *)(gue + 1) > frame_end(ctx))
		return 0;
	gue->udp.source = bpf_htons((__u16)(GUE_FIRST_PORT | (p->hash & GUE_PORT_MASK)));
	gue->udp.dest = s->tunnel_port;
	gue->udp.len = length;
	gue->udp.check = 0;
	gue->version_and_length = 0;
	gue->protocol = p->ipv6 ? IPPROTO_IPV6 : IPPROTO_IPIP;
	gue->flags = 0;
	if (!sum)
		return 1;
	total += sum_of_addresses(&s->local, 1) + sum_of_addresses(&s->address, 1);
	total += (__u64)length + bpf_htons(IPPROTO_UDP);
	total += (__u64)word[0] + word[1] + word[2] + word[4];
	sum = (__u16)~checksum_fold(total);
	gue->udp.check = sum ? (__u16)sum : 0xffff;
	return 1;
}

/* offset: of what stands between, from the outer header's beginning on */
static __always_inline int write_shim(context *ctx, __u32 offset, const struct packet *p, const struct server *s,
				      __u32 encapsulation, __u32 sum)
{
	if (encapsulation == ENCAPSULATION_GUE)
		return write_gue(ctx, offset, p, s, sum);
	return !encapsulation || write_gre(ctx, offset, p, encapsulation == ENCAPSULATION_GRE_KEY);
}

#endif
