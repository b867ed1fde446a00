/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ICMP errors about a recorded connection follow it: one about a reply goes to the server that must act on it, one
 * about a client's packet on its way to a NAT server goes to the client. In NAT the quoted packet is translated
 * like the packets of the connection are (RFC 5508, section 4).
 */
#ifndef WEIR_ICMP_H
#define WEIR_ICMP_H

#include "nat.h"
#include "tunnel.h"

#define QUOTED_PORTS 4

static __always_inline __u32 quote_offset(const struct packet *p)
{
	return p->transport + sizeof(struct icmp_header);
}

/* Reads the quoted packet as one that goes the other way, as its connection's packets towards here do. */
static __always_inline int parse_quoted_ipv4(const context *ctx, __u32 offset, struct packet *q)
{
	struct iphdr *ip = at(ctx, offset);

	if ((void *)(ip + 1) > frame_end(ctx) || ip->version != 4 || ip->ihl < 5)
		return 0;
	if (ip->frag_off & bpf_htons(0x1fff))
		return 0;
	q->protocol = ip->protocol;
	q->transport = offset + ip->ihl * 4;
	map_ipv4(&q->tuple.source, ip->daddr);
	map_ipv4(&q->tuple.destination, ip->saddr);
	return 1;
}

static __always_inline int parse_quoted_ipv6(const context *ctx, __u32 offset, struct packet *q)
{
	struct ipv6hdr *ip = at(ctx, offset);

	if ((void *)(ip + 1) > frame_end(ctx) || ip->version != 6)
		return 0;
	q->protocol = ip->nexthdr;
	q->transport = offset + sizeof(*ip);
	copy_ipv6(&q->tuple.source, &ip->daddr);
	copy_ipv6(&q->tuple.destination, &ip->saddr);
	return 1;
}

static __always_inline int parse_quoted(const context *ctx, const struct packet *p, struct packet *q)
{
	__u32 offset = quote_offset(p);
	__be16 *ports;

	q->ipv6 = p->ipv6;
	if (!(p->ipv6 ? parse_quoted_ipv6(ctx, offset, q) : parse_quoted_ipv4(ctx, offset, q)))
		return 0;
	if (q->protocol != IPPROTO_TCP && q->protocol != IPPROTO_UDP && q->protocol != IPPROTO_SCTP)
		return 0;
	ports = at(ctx, q->transport);
	if ((void *)(ports + 2) > frame_end(ctx))
		return 0;
	if (q->transport + QUOTED_PORTS > sizeof(struct ethhdr) + p->length)
		return 0;
	q->tuple.source_port = ports[1];
	q->tuple.destination_port = ports[0];
	return 1;
}

/* Rewrites the quoted network header; which end is the quoted packet's own. */
static __always_inline int rewrite_quoted_address(const context *ctx, const struct packet *p, enum end which,
						  const struct rewrite *r, __u64 *change)
{
	struct iphdr *ip4 = at(ctx, quote_offset(p));
	struct ipv6hdr *ip6 = at(ctx, quote_offset(p));
	__u16 check;

	if (p->ipv6) {
		if ((void *)(ip6 + 1) > frame_end(ctx))
			return 0;
		__builtin_memcpy(which == SOURCE ? &ip6->saddr : &ip6->daddr, r->to, sizeof(*r->to));
		*change += r->address_change;
		return 1;
	}
	if ((void *)(ip4 + 1) > frame_end(ctx))
		return 0;
	check = ip4->check;
	if (which == SOURCE)
		ip4->saddr = r->to->word[3];
	else
		ip4->daddr = r->to->word[3];
	ip4->check = checksum_moved(check, r->address_change);
	*change += r->address_change + difference16(check, ip4->check);
	return 1;
}

static __always_inline int rewrite_quoted_port(const context *ctx, const struct packet *q, enum end which,
					       const struct rewrite *r, __u64 *change)
{
	__be16 *ports = at(ctx, q->transport);

	if ((void *)(ports + 2) > frame_end(ctx))
		return 0;
	ports[which == SOURCE ? 0 : 1] = r->to_port;
	*change += difference16(r->from_port, r->to_port);
	return 1;
}

/* Rewrites the quoted transport checksum, where the quote reaches as far. */
static __always_inline void rewrite_quoted_check(const context *ctx, const struct packet *p,
						 const struct packet *q, const struct rewrite *r, __u64 *change)
{
	__u32 offset = q->transport + (q->protocol == IPPROTO_TCP ? 16 : 6);
	__u16 *check = at(ctx, offset);
	__u16 old;

	if (q->protocol == IPPROTO_SCTP) /* its checksum does not cover addresses */
		return;
	if ((void *)(check + 1) > frame_end(ctx) || offset + 2 > sizeof(struct ethhdr) + p->length)
		return;
	old = *check;
	if (!old && q->protocol == IPPROTO_UDP)
		return;
	*check = checksum_moved(old, r->transport_change);
	if (!*check && q->protocol == IPPROTO_UDP)
		*check = 0xffff;
	*change += difference16(old, *check);
}

/* Rewrites the outer address if it is the one that the connection translates; an error of a router keeps its own. */
static __always_inline int rewrite_outer(context *ctx, const struct packet *p, enum end which,
					 const struct rewrite *r, __u64 *change)
{
	const struct address *outer = which == SOURCE ? &p->tuple.source : &p->tuple.destination;

	if (!same_address(outer, r->from))
		return 1;
	if (p->ipv6) /* ICMPv6's checksum covers the addresses, ICMP's does not */
		*change += r->address_change;
	return write_address(network_header(ctx), frame_end(ctx), p->ipv6, which, r->to, r->address_change);
}

/* outer: the end of the error packet that is translated; the quoted packet's other end is. */
static __always_inline int translate_error(context *ctx, const struct packet *p, const struct packet *q,
					   enum end outer, const struct rewrite *r)
{
	enum end quoted = outer == SOURCE ? DESTINATION : SOURCE;
	__u64 change = 0;
	struct icmp_header *icmp;

	if (!rewrite_outer(ctx, p, outer, r, &change) || !rewrite_quoted_address(ctx, p, quoted, r, &change))
		return 0;
	if (!rewrite_quoted_port(ctx, q, quoted, r, &change))
		return 0;
	rewrite_quoted_check(ctx, p, q, r, &change);
	icmp = transport_header(ctx, p);
	if ((void *)(icmp + 1) > frame_end(ctx))
		return 0;
	icmp->checksum = checksum_changed(icmp->checksum, change);
	return 1;
}

static __always_inline int send_error_to_server(context *ctx, const struct packet *p, const struct packet *q,
						const struct flow *flow)
{
	const struct server *s = flow->server;
	struct rewrite r = rewrite_to_server(flow);

	if (!(s->flags & SERVER_REACHABLE))
		return drop(DROP_NO_NEXT_HOP);
	if (s->method == METHOD_TUNNELLING)
		return tunnel(ctx, p, s, flow->number);
	if (s->method == METHOD_NAT && !translate_error(ctx, p, q, DESTINATION, &r))
		return drop(DROP_BAD_LENGTH);
	return send_to_server(ctx, s);
}

static __always_inline int send_error_to_client(context *ctx, const struct packet *p, const struct packet *q,
						const struct flow *flow)
{
	const struct conn_entry *e = flow->conn;
	struct rewrite r = rewrite_to_client(flow);
	const struct interface *interface = interface_in(e->client_interface);

	if (!interface)
		return drop(DROP_NO_NEXT_HOP);
	if (!translate_error(ctx, p, q, SOURCE, &r))
		return drop(DROP_BAD_LENGTH);
	return send_to_client(ctx, e, interface);
}

/* Errors that concern no connection are the kernel's. */
__noinline int follow_error(context *ctx, struct packet *p)
{
	struct packet q = {};
	struct found found = {};
	struct flow flow;

	if (!p || !parse_quoted(ctx, p, &q) || !find_flow(&q, &flow, &found))
		return VERDICT_PASS;
	if (!has_hops_left(ctx, p)) /* no error is answered by an error */
		return drop(DROP_TTL_EXPIRED);
	take_hop(ctx, p);
	note(NOTE_ICMP_FOLLOWED);
	p->hash = q.hash;
	if (flow.direction == TO_SERVER)
		return send_error_to_server(ctx, p, &q, &flow);
	return send_error_to_client(ctx, p, &q, &flow);
}

#endif
