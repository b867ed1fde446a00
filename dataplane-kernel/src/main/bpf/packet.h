/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parsing: from a frame to the flow that it belongs to. Reads only, and never beyond the frame. */
#ifndef WEIR_PACKET_H
#define WEIR_PACKET_H

#include "abi.h"
#include "context.h"
#include <linux/tcp.h>
#include <linux/udp.h>

#define IPV4_FRAGMENT_MASK 0x3fff /* more fragments, or an offset */
#define IPV4_DONT_FRAGMENT 0x4000
#define IPV6_EXTENSIONS 4 /* headers before the transport's that are followed */
#define AT_MASK 0x3ff
#define OFFSET_MASK 0x1ff /* bounds an offset for the verifier; 14 + 40 + 4 * 64 lies below */

enum tcp_flag {
	TCP_FIN = 0x01,
	TCP_SYN = 0x02,
	TCP_RST = 0x04,
	TCP_ACK = 0x10,
};

/* SCTP's common header and the beginning of its first chunk (RFC 9260, section 3). */
struct sctp_header {
	__be16 source;
	__be16 dest;
	__be32 tag;
	__le32 checksum;
	__u8 chunk;
	__u8 flags;
	__be16 length;
};

enum sctp_chunk {
	SCTP_INIT = 1,
	SCTP_INIT_ACK = 2,
	SCTP_ABORT = 6,
	SCTP_SHUTDOWN = 7,
	SCTP_SHUTDOWN_ACK = 8,
	SCTP_SHUTDOWN_COMPLETE = 14,
};

/* ICMP and ICMPv6 alike; <linux/icmp.h> needs a C library. */
struct icmp_header {
	__u8 type;
	__u8 code;
	__sum16 checksum;
	__be32 rest; /* what it holds depends on the type; the MTU, where one is told */
};

/* A length as the host counts. Linux 6.1's verifier knows no bound of a swapped value; the mask gives it one. */
static __always_inline __u32 length_of(__be16 field)
{
	__u32 length = bpf_ntohs(field);

	asm volatile("" : "+r"(length));
	return length & 0xffff;
}

enum icmp_type { /* RFC 792 */
	ICMP_DEST_UNREACH = 3,
	ICMP_TIME_EXCEEDED = 11,
	ICMP_PARAMETERPROB = 12,
};

enum icmp_code {
	ICMP_FRAG_NEEDED = 4,
};

enum icmpv6_type { /* RFC 4443 */
	ICMPV6_DEST_UNREACH = 1,
	ICMPV6_PKT_TOOBIG = 2,
	ICMPV6_TIME_EXCEED = 3,
	ICMPV6_PARAMPROB = 4,
};

/* The two ends of a flow as one packet names them. */
struct tuple {
	struct address source;
	struct address destination;
	__be16 source_port;
	__be16 destination_port;
};

struct packet {
	struct tuple tuple;
	__u32 protocol;
	__u32 hash;
	__u32 ipv6;        /* 0 or 1 */
	__u32 transport;   /* offset of the transport header in the frame */
	__u32 length;      /* of the IP packet, its header included */
	__u32 tcp_flags;   /* of SCTP, what its first chunk means */
};

enum parsed {
	PARSED_FLOW,
	PARSED_ICMP_ERROR,
	PARSED_FRAGMENT,
	PARSED_OTHER,
	PARSED_VLAN,
	PARSED_BAD_HEADER,
	PARSED_BAD_LENGTH,
};

static __always_inline void *transport_header(const context *ctx, const struct packet *p)
{
	return frame(ctx) + (p->transport & OFFSET_MASK);
}

/* What stands at an offset of the frame, anywhere in the headers or in those that an error quotes. */
static __always_inline void *at(const context *ctx, __u32 offset)
{
	return frame(ctx) + (offset & AT_MASK);
}

static __always_inline void map_ipv4(struct address *to, __be32 address)
{
	to->half[0] = 0;
	to->word[2] = bpf_htonl(0xffff);
	to->word[3] = address;
}

static __always_inline void copy_ipv6(struct address *to, const struct in6_addr *from)
{
	to->word[0] = from->s6_addr32[0];
	to->word[1] = from->s6_addr32[1];
	to->word[2] = from->s6_addr32[2];
	to->word[3] = from->s6_addr32[3];
}

static __always_inline int is_icmp_error(__u8 type)
{
	return type == ICMP_DEST_UNREACH || type == ICMP_TIME_EXCEEDED || type == ICMP_PARAMETERPROB;
}

static __always_inline int is_icmpv6_error(__u8 type)
{
	return type >= ICMPV6_DEST_UNREACH && type <= ICMPV6_PARAMPROB;
}

static __always_inline enum parsed parse_tcp(const context *ctx, struct packet *p, __u32 room)
{
	struct tcphdr *tcp = transport_header(ctx, p);

	if ((void *)(tcp + 1) > frame_end(ctx) || room < sizeof(*tcp))
		return PARSED_BAD_LENGTH;
	if (tcp->doff < 5 || tcp->doff * 4 > room)
		return PARSED_BAD_HEADER;
	p->tuple.source_port = tcp->source;
	p->tuple.destination_port = tcp->dest;
	p->tcp_flags = ((__u8 *)tcp)[13];
	return PARSED_FLOW;
}

static __always_inline enum parsed parse_udp(const context *ctx, struct packet *p, __u32 room)
{
	struct udphdr *udp = transport_header(ctx, p);

	if ((void *)(udp + 1) > frame_end(ctx) || room < sizeof(*udp))
		return PARSED_BAD_LENGTH;
	if (bpf_ntohs(udp->len) < sizeof(*udp) || bpf_ntohs(udp->len) > room)
		return PARSED_BAD_LENGTH;
	p->tuple.source_port = udp->source;
	p->tuple.destination_port = udp->dest;
	p->tcp_flags = 0;
	return PARSED_FLOW;
}

/* What the first chunk means, in the words of TCP: an association lives as a connection does. */
static __always_inline __u32 meaning_of(__u8 chunk)
{
	switch (chunk) {
	case SCTP_INIT:
		return TCP_SYN;
	case SCTP_INIT_ACK:
		return TCP_SYN | TCP_ACK;
	case SCTP_ABORT:
		return TCP_RST;
	case SCTP_SHUTDOWN:
	case SCTP_SHUTDOWN_ACK:
	case SCTP_SHUTDOWN_COMPLETE:
		return TCP_FIN | TCP_ACK;
	default:
		return TCP_ACK;
	}
}

static __always_inline enum parsed parse_sctp(const context *ctx, struct packet *p, __u32 room)
{
	struct sctp_header *sctp = transport_header(ctx, p);

	if ((void *)(sctp + 1) > frame_end(ctx) || room < sizeof(*sctp))
		return PARSED_BAD_LENGTH;
	p->tuple.source_port = sctp->source;
	p->tuple.destination_port = sctp->dest;
	p->tcp_flags = meaning_of(sctp->chunk);
	return PARSED_FLOW;
}

static __always_inline enum parsed parse_icmp(const context *ctx, struct packet *p, __u32 room)
{
	struct icmp_header *icmp = transport_header(ctx, p);
	int error;

	if ((void *)(icmp + 1) > frame_end(ctx) || room < sizeof(*icmp))
		return PARSED_OTHER;
	error = p->ipv6 ? is_icmpv6_error(icmp->type) : is_icmp_error(icmp->type);
	return error ? PARSED_ICMP_ERROR : PARSED_OTHER;
}

/* room: bytes of the IP packet from the transport header on */
static __always_inline enum parsed parse_transport(const context *ctx, struct packet *p, __u32 room)
{
	if (p->protocol == IPPROTO_TCP)
		return parse_tcp(ctx, p, room);
	if (p->protocol == IPPROTO_UDP)
		return parse_udp(ctx, p, room);
	if (p->protocol == IPPROTO_SCTP)
		return parse_sctp(ctx, p, room);
	if (p->protocol == (p->ipv6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP))
		return parse_icmp(ctx, p, room);
	return PARSED_OTHER;
}

static __always_inline enum parsed parse_ipv4(const context *ctx, struct packet *p)
{
	struct iphdr *ip = network_header(ctx);
	__u32 header;

	if ((void *)(ip + 1) > frame_end(ctx))
		return PARSED_OTHER;
	p->ipv6 = 0;
	p->protocol = ip->protocol;
	map_ipv4(&p->tuple.source, ip->saddr);
	map_ipv4(&p->tuple.destination, ip->daddr);
	header = ip->ihl * 4;
	if (ip->version != 4 || header < sizeof(*ip))
		return PARSED_BAD_HEADER;
	p->length = length_of(ip->tot_len);
	if (p->length < header || sizeof(struct ethhdr) + p->length > frame_length(ctx))
		return PARSED_BAD_LENGTH;
	p->transport = sizeof(struct ethhdr) + header;
	if (ip->frag_off & bpf_htons(IPV4_FRAGMENT_MASK))
		return PARSED_FRAGMENT;
	return parse_transport(ctx, p, p->length - header);
}

static __always_inline int is_extension(__u32 next)
{
	return next == IPPROTO_HOPOPTS || next == IPPROTO_ROUTING || next == IPPROTO_DSTOPTS;
}

/* Steps over the extension headers; says whether the transport header was reached. */
static __always_inline int skip_extensions(const context *ctx, struct packet *p)
{
	for (int i = 0; i < IPV6_EXTENSIONS && is_extension(p->protocol); i++) {
		struct ipv6_opt_hdr *extension = transport_header(ctx, p);

		if ((void *)(extension + 1) > frame_end(ctx))
			return 0;
		p->protocol = extension->nexthdr;
		p->transport += (extension->hdrlen + 1) * 8;
		if (p->transport > OFFSET_MASK)
			return 0;
	}
	return !is_extension(p->protocol);
}

static __always_inline enum parsed parse_ipv6(const context *ctx, struct packet *p)
{
	struct ipv6hdr *ip = network_header(ctx);
	__u32 header;

	if ((void *)(ip + 1) > frame_end(ctx))
		return PARSED_OTHER;
	p->ipv6 = 1;
	p->protocol = ip->nexthdr;
	p->transport = sizeof(struct ethhdr) + sizeof(*ip);
	copy_ipv6(&p->tuple.source, &ip->saddr);
	copy_ipv6(&p->tuple.destination, &ip->daddr);
	if (ip->version != 6)
		return PARSED_BAD_HEADER;
	p->length = sizeof(*ip) + length_of(ip->payload_len);
	if (sizeof(struct ethhdr) + p->length > frame_length(ctx))
		return PARSED_BAD_LENGTH;
	if (is_extension(p->protocol) && !skip_extensions(ctx, p))
		return PARSED_BAD_HEADER;
	if (p->protocol == IPPROTO_FRAGMENT)
		return PARSED_FRAGMENT;
	header = p->transport - sizeof(struct ethhdr);
	if (header > p->length)
		return PARSED_BAD_LENGTH;
	return parse_transport(ctx, p, p->length - header);
}

static __always_inline enum parsed parse(const context *ctx, struct packet *p)
{
	struct ethhdr *eth = frame(ctx);

	if ((void *)(eth + 1) > frame_end(ctx))
		return PARSED_OTHER;
	if (has_vlan_tag(ctx))
		return PARSED_VLAN;
	switch (eth->h_proto) {
	case bpf_htons(ETH_P_IP):
		return parse_ipv4(ctx, p);
	case bpf_htons(ETH_P_IPV6):
		return parse_ipv6(ctx, p);
	case bpf_htons(ETH_P_8021Q):
	case bpf_htons(ETH_P_8021AD):
		return PARSED_VLAN;
	default:
		return PARSED_OTHER;
	}
}

#endif
