/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tunnelling: the packet travels whole inside another. Any family in any: IPIP (RFC 2003), 6in4 (RFC 4213),
 * 4in6 and 6in6 (RFC 2473); what may stand between the two is in shim.h. The traffic class is copied (RFC 6040's
 * normal mode).
 */
#ifndef WEIR_TUNNEL_H
#define WEIR_TUNNEL_H

#include "shim.h"

#define OUTER_TTL 64
#define FLOW_LABEL_MASK 0xfffff

/* What the outer header takes over from the inner one. */
struct inner {
	__u8 traffic_class;
	__u8 protocol;             /* of what comes behind the outer header */
	__be16 id;
	__be16 fragment;
	__u32 length;              /* of all that does */
};

static __always_inline __u32 outer_size(const struct server *s)
{
	return (s->flags & SERVER_IPV6 ? sizeof(struct ipv6hdr) : sizeof(struct iphdr)) + shim_size(s->encapsulation);
}

static __always_inline int read_inner(const context *ctx, const struct packet *p, __u32 encapsulation,
				      struct inner *inner)
{
	struct iphdr *ip4 = network_header(ctx);
	struct ipv6hdr *ip6 = network_header(ctx);

	inner->length = p->length + shim_size(encapsulation);
	if (p->ipv6) {
		if ((void *)(ip6 + 1) > frame_end(ctx))
			return 0;
		inner->traffic_class = (__u8)(bpf_ntohs(*(__be16 *)ip6) >> 4);
		inner->protocol = encapsulation ? shim_protocol(encapsulation) : IPPROTO_IPV6;
		inner->id = 0;
		inner->fragment = bpf_htons(IPV4_DONT_FRAGMENT);
	} else {
		if ((void *)(ip4 + 1) > frame_end(ctx))
			return 0;
		inner->traffic_class = ip4->tos;
		inner->protocol = encapsulation ? shim_protocol(encapsulation) : IPPROTO_IPIP;
		inner->id = ip4->id;
		inner->fragment = ip4->frag_off & bpf_htons(IPV4_DONT_FRAGMENT);
	}
	return 1;
}

static __always_inline int write_outer_ipv4(context *ctx, const struct server *s, const struct inner *inner)
{
	struct ethhdr *eth = frame(ctx);
	struct iphdr *ip = network_header(ctx);
	__u32 *word = (__u32 *)ip;

	if ((void *)(ip + 1) > frame_end(ctx))
		return 0;
	eth->h_proto = bpf_htons(ETH_P_IP);
	ip->version = 4;
	ip->ihl = 5;
	ip->tos = inner->traffic_class;
	ip->tot_len = bpf_htons((__u16)(inner->length + sizeof(*ip)));
	ip->id = inner->id;
	ip->frag_off = inner->fragment;
	ip->ttl = OUTER_TTL;
	ip->protocol = inner->protocol;
	ip->check = 0;
	ip->saddr = s->local.word[3];
	ip->daddr = s->address.word[3];
	ip->check = (__u16)~checksum_fold((__u64)word[0] + word[1] + word[2] + word[3] + word[4]);
	return 1;
}

static __always_inline int write_outer_ipv6(context *ctx, const struct packet *p, const struct server *s,
					    const struct inner *inner)
{
	struct ethhdr *eth = frame(ctx);
	struct ipv6hdr *ip = network_header(ctx);

	if ((void *)(ip + 1) > frame_end(ctx))
		return 0;
	eth->h_proto = bpf_htons(ETH_P_IPV6);
	*(__be32 *)ip = bpf_htonl(6U << 28 | (__u32)inner->traffic_class << 20 | (p->hash & FLOW_LABEL_MASK));
	ip->payload_len = bpf_htons((__u16)inner->length);
	ip->nexthdr = inner->protocol;
	ip->hop_limit = OUTER_TTL;
	__builtin_memcpy(&ip->saddr, &s->local, sizeof(ip->saddr));
	__builtin_memcpy(&ip->daddr, &s->address, sizeof(ip->daddr));
	return 1;
}

/* Wraps the packet, with what an encapsulation puts between the headers; the caller knows which, or that it is none. */
static __always_inline int wrap(context *ctx, const struct packet *p, const struct server *s, __u32 encapsulation)
{
	struct inner inner;
	__u32 sum = 0;
	int written;

	if (!read_inner(ctx, p, encapsulation, &inner))
		return drop(DROP_BAD_LENGTH);
	if (encapsulation == ENCAPSULATION_GUE && s->flags & SERVER_IPV6)
		sum = sum_of_packet(ctx, p);
	if (s->flags & SERVER_IPV6) {
		if (!make_room_for_tunnel(ctx, sizeof(struct ipv6hdr) + shim_size(encapsulation), 1,
					  shim_layers(encapsulation)))
			return drop(DROP_NO_HEADROOM);
		written = write_outer_ipv6(ctx, p, s, &inner) &&
			  write_shim(ctx, sizeof(struct ipv6hdr), p, s, encapsulation, sum);
	} else {
		if (!make_room_for_tunnel(ctx, sizeof(struct iphdr) + shim_size(encapsulation), 0,
					  shim_layers(encapsulation)))
			return drop(DROP_NO_HEADROOM);
		written = write_outer_ipv4(ctx, s, &inner) &&
			  write_shim(ctx, sizeof(struct iphdr), p, s, encapsulation, 0);
	}
	if (!written)
		return drop(DROP_BAD_LENGTH);
	return send_to_server(ctx, s);
}

/* By itself, so that the way of plain IP in IP stays short. */
__noinline int wrap_with_shim(context *ctx, const struct packet *p, __u32 number)
{
	const struct server *s = server_at(number);

	if (!p || !s)
		return drop(DROP_NO_NEXT_HOP);
	if (s->encapsulation == ENCAPSULATION_GUE)
		return wrap(ctx, p, s, ENCAPSULATION_GUE);
	return s->encapsulation == ENCAPSULATION_GRE ? wrap(ctx, p, s, ENCAPSULATION_GRE)
						      : wrap(ctx, p, s, ENCAPSULATION_GRE_KEY);
}

static __always_inline int tunnel(context *ctx, const struct packet *p, const struct server *s, __u32 number)
{
	return s->encapsulation ? wrap_with_shim(ctx, p, number) : wrap(ctx, p, s, ENCAPSULATION_IPIP);
}

#endif
