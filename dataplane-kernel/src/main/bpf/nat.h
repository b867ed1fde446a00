/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* NAT: towards the server the destination is rewritten, towards the client the source, each with its port. */
#ifndef WEIR_NAT_H
#define WEIR_NAT_H

#include "forward.h"

/* Which end of a packet is rewritten. */
enum end {
	SOURCE,
	DESTINATION,
};

/* One end's replacement. */
struct rewrite {
	const struct address *from;
	const struct address *to;
	__be16 from_port;
	__be16 to_port;
};

/* Writes one address of the network header, and what that changes in an IPv4 header's own checksum. */
static __always_inline int write_address(void *network, void *end, int ipv6, enum end which, const struct address *to,
					 __u64 difference)
{
	struct iphdr *ip4 = network;
	struct ipv6hdr *ip6 = network;

	if (ipv6) {
		if ((void *)(ip6 + 1) > end)
			return 0;
		__builtin_memcpy(which == SOURCE ? &ip6->saddr : &ip6->daddr, to, sizeof(*to));
		return 1;
	}
	if ((void *)(ip4 + 1) > end)
		return 0;
	if (which == SOURCE)
		ip4->saddr = to->word[3];
	else
		ip4->daddr = to->word[3];
	ip4->check = checksum_changed(ip4->check, difference);
	return 1;
}

static __always_inline int rewrite_tcp(struct tcphdr *tcp, void *end, enum end which, __be16 port, __u64 difference)
{
	if ((void *)(tcp + 1) > end)
		return 0;
	if (which == SOURCE)
		tcp->source = port;
	else
		tcp->dest = port;
	tcp->check = checksum_changed(tcp->check, difference);
	return 1;
}

/* A UDP checksum of 0 means that there is none, and 0 is sent as 0xffff. */
static __always_inline int rewrite_udp(struct udphdr *udp, void *end, enum end which, __be16 port, __u64 difference)
{
	if ((void *)(udp + 1) > end)
		return 0;
	if (which == SOURCE)
		udp->source = port;
	else
		udp->dest = port;
	if (udp->check) {
		udp->check = checksum_changed(udp->check, difference);
		if (!udp->check)
			udp->check = 0xffff;
	}
	return 1;
}

static __always_inline int rewrite_packet(struct xdp_md *ctx, const struct packet *p, enum end which,
					  const struct rewrite *r)
{
	__u64 difference = address_difference(r->from, r->to, p->ipv6);

	if (!write_address(network_header(ctx), frame_end(ctx), p->ipv6, which, r->to, difference))
		return 0;
	difference += difference16(r->from_port, r->to_port);
	if (p->protocol == IPPROTO_TCP)
		return rewrite_tcp(transport_header(ctx, p), frame_end(ctx), which, r->to_port, difference);
	return rewrite_udp(transport_header(ctx, p), frame_end(ctx), which, r->to_port, difference);
}

static __always_inline int translate_to_server(struct xdp_md *ctx, const struct packet *p, const struct flow *flow)
{
	struct server *s = flow->server;
	struct rewrite r = {
		.from = &flow->conn->vip,
		.to = &s->address,
		.from_port = flow->conn->vip_port,
		.to_port = s->port,
	};

	if (!rewrite_packet(ctx, p, DESTINATION, &r))
		return drop(DROP_BAD_LENGTH);
	return send_to_server(ctx, s);
}

static __always_inline int translate_to_client(struct xdp_md *ctx, const struct packet *p, const struct flow *flow,
					       const struct interface *interface)
{
	struct conn_entry *e = flow->conn;
	struct rewrite r = {
		.from = &flow->server->address,
		.to = &e->vip,
		.from_port = flow->server->port,
		.to_port = e->vip_port,
	};

	if (!rewrite_packet(ctx, p, SOURCE, &r))
		return drop(DROP_BAD_LENGTH);
	return send_to_client(ctx, e, interface);
}

#endif
