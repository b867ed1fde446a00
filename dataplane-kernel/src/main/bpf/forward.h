/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What all forwarding methods share: the Ethernet header, the hop limit, the way out. */
#ifndef WEIR_FORWARD_H
#define WEIR_FORWARD_H

#include "checksum.h"
#include "conn.h"
#include "count.h"

/* Both Ethernet addresses at once: they stand in the server's record as in the header. */
static __always_inline int send_to_server(context *ctx, const struct server *s)
{
	struct ethhdr *eth = frame(ctx);

	if ((void *)(eth + 1) > frame_end(ctx))
		return drop(DROP_BAD_LENGTH);
	__builtin_memcpy(eth, s->mac, 2 * ETH_ALEN);
	return leave_by(ctx, s->ifindex);
}

/* The interface in a place, if one is there. */
static __always_inline struct interface *interface_in(__u32 place)
{
	struct interface *interface = bpf_map_lookup_elem(&interfaces, &place);

	return interface && interface->ifindex ? interface : NULL;
}

static __always_inline struct interface *interface_at(__u32 ifindex)
{
	struct interface *interface = interface_in(ifindex & INTERFACE_MASK);

	return interface && interface->ifindex == ifindex ? interface : NULL;
}

/*
 * Whether the frame is addressed to the interface that it came in by. A switch may flood others to it, and a capture
 * may open it to all; those are nobody's here to forward.
 */
static __always_inline int is_for_this_station(const context *ctx)
{
	const struct interface *interface = interface_at(interface_of(ctx));
	const struct ethhdr *eth = frame(ctx);

	if (!interface || (void *)(eth + 1) > frame_end(ctx))
		return 0;
	return *(const __u32 *)eth->h_dest == *(const __u32 *)interface->mac &&
	       *(const __u16 *)(eth->h_dest + 4) == *(const __u16 *)(interface->mac + 4);
}

/* Back to the station that the client's packets came from, out of the interface that they came in by. */
static __always_inline int send_to_client(context *ctx, const struct conn_entry *e,
					  const struct interface *interface)
{
	struct ethhdr *eth = frame(ctx);

	if ((void *)(eth + 1) > frame_end(ctx))
		return drop(DROP_BAD_LENGTH);
	__builtin_memcpy(eth->h_dest, e->client_mac, ETH_ALEN);
	__builtin_memcpy(eth->h_source, interface->mac, ETH_ALEN);
	return leave_by(ctx, interface->ifindex);
}

/* Whether the packet may be forwarded once more. */
static __always_inline int has_hops_left(const context *ctx, const struct packet *p)
{
	struct iphdr *ip4 = network_header(ctx);
	struct ipv6hdr *ip6 = network_header(ctx);

	if (p->ipv6)
		return (void *)(ip6 + 1) <= frame_end(ctx) && ip6->hop_limit > 1;
	return (void *)(ip4 + 1) <= frame_end(ctx) && ip4->ttl > 1;
}

/* Takes one hop, as a router does. */
static __always_inline void take_hop(context *ctx, const struct packet *p)
{
	struct iphdr *ip4 = network_header(ctx);
	struct ipv6hdr *ip6 = network_header(ctx);

	if (p->ipv6) {
		if ((void *)(ip6 + 1) <= frame_end(ctx))
			ip6->hop_limit--;
	} else if ((void *)(ip4 + 1) <= frame_end(ctx)) {
		__u32 check = ip4->check + bpf_htons(0x0100);

		ip4->check = (__u16)(check + (check >= 0xffff));
		ip4->ttl--;
	}
}

#endif
