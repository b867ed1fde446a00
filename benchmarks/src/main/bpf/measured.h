/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The wrapper around each program that is measured. A program under test changes its packet, and a repeated
 * BPF_PROG_TEST_RUN puts nothing back, so the wrapper does:
 *
 *   write a fresh frame, of the next flow -> run the program -> count its verdict -> put the length back
 *
 * Its own cost is the same around every program, the empty one among them, and is taken off all others.
 *
 * Flows differ in the client's address and port. Fields that nobody reads (the identification, the sequence and
 * acknowledgement numbers) take the one's complement of what changes, so every checksum stays right.
 */
#ifndef WEIR_MEASURED_H
#define WEIR_MEASURED_H

#include "packet.h"

#define ORDER_MASK 0xfffff
#define PORTS_MASK 0xf           /* a client has 16 ports, a service 16 servers */
#define CLIENT_PORTS 0x8000      /* the first of them */
#define VERDICT_MASK 7
#define IPV4_FRAME 64
#define IPV6_FRAME 80

enum frame_end {
	FROM_CLIENT = 0,
	FROM_SERVER = 1,
};

/* What the frames are made of, and what became of them; shared with the bench. */
struct traffic {
	__u64 frame[IPV6_FRAME / 8];   /* flow 0's, with a host part, client port and server number of 0 */
	__u32 ipv6;                    /* 0 or 1 */
	enum frame_end sender;
	__u32 live;                    /* 1: the frame is really sent, and the kernel puts its length back */
	__u32 flows;
	__u32 next;                    /* place in the order of visits */
	__u32 pad;
	__u64 verdicts[VERDICT_MASK + 1];
	__u64 arrived;                 /* frames at the sink */
};
struct traffic traffic SEC(".data.traffic") = {};

/* The flows in the order in which they are visited, again and again. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, ORDER_MASK + 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, __u32);
} order SEC(".maps");

/* The changing parts of a frame, each 16 bits that checksums count. */
struct parts {
	__u16 host;                    /* of the client's address */
	__be16 port;                   /* the client's */
	__u16 server;                  /* of the server's address; 0 where it is the client that sends */
};

static __always_inline __u32 next_flow(void)
{
	__u32 place = traffic.next;
	__u32 *flow = bpf_map_lookup_elem(&order, &place);

	traffic.next = place + 1 < traffic.flows ? place + 1 : 0;
	return flow ? *flow : 0;
}

static __always_inline __u16 ones_complement(__u32 a, __u32 b)
{
	__u32 sum = a + b;

	return (__u16)~(sum + (sum >> 16));
}

/* Gives the last 16 bits of an address their value: written whole, since it is read whole. */
static __always_inline void set_low(__u32 *word, __u16 low)
{
	*word = (*word & 0xffff) | (__u32)low << 16;
}

static __always_inline void write_parts_tcp(struct tcphdr *tcp, const struct parts *parts)
{
	if (traffic.sender == FROM_CLIENT) {
		tcp->source = parts->port;
	} else {
		tcp->dest = parts->port;
		tcp->ack_seq = (__u16)~parts->server;
	}
	tcp->seq = (__u32)(__u16)~parts->host << 16 | (__u16)~parts->port;
}

static __always_inline void write_parts_ipv4(struct iphdr *ip, const struct parts *parts)
{
	ip->id = ones_complement(parts->host, parts->server);
	if (traffic.sender == FROM_CLIENT) {
		set_low(&ip->saddr, parts->host);
	} else {
		set_low(&ip->saddr, parts->server);
		set_low(&ip->daddr, parts->host);
	}
	write_parts_tcp((struct tcphdr *)(ip + 1), parts);
}

static __always_inline void write_parts_ipv6(struct ipv6hdr *ip, const struct parts *parts)
{
	if (traffic.sender == FROM_CLIENT) {
		set_low(&ip->saddr.s6_addr32[3], parts->host);
	} else {
		set_low(&ip->saddr.s6_addr32[3], parts->server);
		set_low(&ip->daddr.s6_addr32[3], parts->host);
	}
	write_parts_tcp((struct tcphdr *)(ip + 1), parts);
}

static __always_inline int write_frame(const struct xdp_md *ctx)
{
	__u64 *to = frame(ctx);
	struct ethhdr *eth = (struct ethhdr *)to;
	__u32 flow = next_flow();
	struct parts parts = {
		.host = (__u16)(flow >> 4),
		.port = bpf_htons(CLIENT_PORTS | (flow & PORTS_MASK)),
		.server = traffic.sender == FROM_SERVER ? bpf_htons((flow & PORTS_MASK) + 1) : 0,
	};

	if ((void *)to + IPV4_FRAME > frame_end(ctx))
		return 0;
	for (int i = 0; i < IPV4_FRAME / 8; i++)
		to[i] = traffic.frame[i];
	if (!traffic.ipv6) {
		write_parts_ipv4((struct iphdr *)(eth + 1), &parts);
		return 1;
	}
	if ((void *)to + IPV6_FRAME > frame_end(ctx))
		return 0;
	for (int i = IPV4_FRAME / 8; i < IPV6_FRAME / 8; i++)
		to[i] = traffic.frame[i];
	write_parts_ipv6((struct ipv6hdr *)(eth + 1), &parts);
	return 1;
}

/* The head is moved even by 0, so that it costs all programs alike. */
static __always_inline int settle_frame(struct xdp_md *ctx, int verdict)
{
	int length = (int)(frame_end(ctx) - frame(ctx));

	traffic.verdicts[verdict & VERDICT_MASK] += 1;
	if (!traffic.live)
		bpf_xdp_adjust_head(ctx, length - (traffic.ipv6 ? IPV6_FRAME : IPV4_FRAME));
	return verdict;
}

/* Defines the XDP program measure_NAME around NAME, a global function, so that all are called in the same way. */
#define MEASURED(name)                                                       \
	SEC("xdp") int measure_##name(struct xdp_md *ctx)                    \
	{                                                                    \
		if (!write_frame(ctx))                                       \
			return XDP_ABORTED;                                  \
		return settle_frame(ctx, name(ctx));                         \
	}

#endif
