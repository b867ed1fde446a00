/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* NAT: towards the server the destination is rewritten, towards the client the source, each with its port. */
#ifndef WEIR_NAT_H
#define WEIR_NAT_H

#include "forward.h"

/* Where a transport header has its checksum. */
#define TCP_CHECK 16
#define UDP_CHECK 6

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
	__u16 address_change;      /* the difference to an IPv4 header's checksum, folded */
	__u16 transport_change;    /* and to the transport's */
};

/*
 * Changes a transport's checksum by what the addresses and the ports have changed. Where it is left for the hardware
 * to complete it covers the addresses alone so far, which only the kernel can tell.
 */
static __always_inline int change_check(context *ctx, const struct packet *p, __sum16 *check, __u32 place,
					const struct rewrite *r)
{
	int zero_is_none = p->protocol == IPPROTO_UDP;
#ifdef WEIR_TC
	__u32 offset = p->transport + place;
	__u64 mark = zero_is_none ? BPF_F_MARK_MANGLED_0 : 0;
	__u32 ports = checksum_fold(difference16(r->from_port, r->to_port));

	return !bpf_l4_csum_replace(ctx, offset, 0, r->address_change, BPF_F_PSEUDO_HDR | mark) &&
	       !bpf_l4_csum_replace(ctx, offset, 0, ports, mark);
#else
	*check = checksum_moved(*check, r->transport_change);
	if (zero_is_none && !*check)
		*check = 0xffff;
	return 1;
#endif
}

/* Writes one address of the network header, and what that changes in an IPv4 header's own checksum. */
static __always_inline int write_address(void *network, void *end, int ipv6, enum end which, const struct address *to,
					 __u16 difference)
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
	ip4->check = checksum_moved(ip4->check, difference);
	return 1;
}

static __always_inline int rewrite_tcp(context *ctx, const struct packet *p, enum end which, const struct rewrite *r)
{
	struct tcphdr *tcp = transport_header(ctx, p);

	if ((void *)(tcp + 1) > frame_end(ctx))
		return 0;
	if (which == SOURCE)
		tcp->source = r->to_port;
	else
		tcp->dest = r->to_port;
	return change_check(ctx, p, &tcp->check, TCP_CHECK, r);
}

/* A UDP checksum of 0 means that there is none, and 0 is sent as 0xffff. */
static __always_inline int rewrite_udp(context *ctx, const struct packet *p, enum end which, const struct rewrite *r)
{
	struct udphdr *udp = transport_header(ctx, p);

	if ((void *)(udp + 1) > frame_end(ctx))
		return 0;
	if (which == SOURCE)
		udp->source = r->to_port;
	else
		udp->dest = r->to_port;
	return !udp->check || change_check(ctx, p, &udp->check, UDP_CHECK, r);
}

static __always_inline int rewrite_packet(context *ctx, const struct packet *p, enum end which,
					  const struct rewrite *r)
{
	if (!write_address(network_header(ctx), frame_end(ctx), p->ipv6, which, r->to, r->address_change))
		return 0;
	if (p->protocol == IPPROTO_TCP)
		return rewrite_tcp(ctx, p, which, r);
	if (p->protocol == IPPROTO_SCTP) /* keeps its port, and its checksum does not cover addresses */
		return 1;
	return rewrite_udp(ctx, p, which, r);
}

static __always_inline struct rewrite rewrite_to_server(const struct flow *flow)
{
	const struct conn_entry *e = flow->conn;

	return (struct rewrite){
		.from = &e->vip,
		.to = &flow->server->address,
		.from_port = e->vip_port,
		.to_port = server_port(e, flow->server),
		.address_change = e->address_change,
		.transport_change = e->transport_change,
	};
}

static __always_inline struct rewrite rewrite_to_client(const struct flow *flow)
{
	const struct conn_entry *e = flow->conn;

	return (struct rewrite){
		.from = &flow->server->address,
		.to = &e->vip,
		.from_port = server_port(e, flow->server),
		.to_port = e->vip_port,
		.address_change = (__u16)~e->address_change,
		.transport_change = (__u16)~e->transport_change,
	};
}

static __always_inline int translate_to_server(context *ctx, const struct packet *p, const struct flow *flow)
{
	struct rewrite r = rewrite_to_server(flow);

	if (!rewrite_packet(ctx, p, DESTINATION, &r))
		return drop(DROP_BAD_LENGTH);
	return send_to_server(ctx, flow->server);
}

static __always_inline int translate_to_client(context *ctx, const struct packet *p, const struct flow *flow,
					       const struct interface *interface)
{
	struct rewrite r = rewrite_to_client(flow);

	if (!rewrite_packet(ctx, p, SOURCE, &r))
		return drop(DROP_BAD_LENGTH);
	return send_to_client(ctx, flow->conn, interface);
}

#endif
