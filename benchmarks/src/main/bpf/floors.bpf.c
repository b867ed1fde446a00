/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the packet path is measured against: the least that a balancer could do, with the kernel's own hash for a
 * connection table. Parsing is Weir's, so that it cancels out.
 *
 * The hash's key and value are as large as those of a connection of Weir's: the five that name a flow, in 40
 * bytes, and the other 24. It is preallocated and no LRU, which is the cheapest hash that the kernel has.
 */
#include "measured.h"

struct floor_key {
	struct address source;
	struct address destination;
	__be16 source_port;
	__be16 destination_port;
	__u32 protocol;
};
_Static_assert(sizeof(struct floor_key) == 40, "no padding");

struct floor_value {
	__u64 word[3];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, struct floor_key);
	__type(value, struct floor_value);
} floor_flows SEC(".maps");

static __always_inline int read_key(const struct xdp_md *ctx, struct packet *p, struct floor_key *key)
{
	if (parse(ctx, p) != PARSED_FLOW)
		return 0;
	key->source = p->tuple.source;
	key->destination = p->tuple.destination;
	key->source_port = p->tuple.source_port;
	key->destination_port = p->tuple.destination_port;
	key->protocol = p->protocol;
	return 1;
}

/* Constant to its last bit, as are the outer headers below, their lengths and checksums included. */
static __always_inline void write_ethernet(struct ethhdr *eth, __be16 protocol)
{
	__u32 *word = (__u32 *)eth;

	word[0] = 0x03020202;
	word[1] = 0x02020202;
	word[2] = 0x01020202;
	eth->h_proto = protocol;
}

static __always_inline int push_ipv4(struct xdp_md *ctx)
{
	struct ethhdr *eth;
	__be32 *word;

	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(struct iphdr)))
		return XDP_DROP;
	eth = frame(ctx);
	word = (__be32 *)(eth + 1);
	if ((void *)word + sizeof(struct iphdr) > frame_end(ctx))
		return XDP_DROP;
	write_ethernet(eth, bpf_htons(ETH_P_IP));
	word[0] = bpf_htonl(0x45000046);
	word[1] = bpf_htonl(0x00004000);
	word[2] = bpf_htonl(0x400426b2);
	word[3] = bpf_htonl(0x0a000001);
	word[4] = bpf_htonl(0x0a000002);
	return XDP_TX;
}

static __always_inline int push_ipv6(struct xdp_md *ctx)
{
	struct ethhdr *eth;
	__be32 *word;

	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(struct ipv6hdr)))
		return XDP_DROP;
	eth = frame(ctx);
	word = (__be32 *)(eth + 1);
	if ((void *)word + sizeof(struct ipv6hdr) > frame_end(ctx))
		return XDP_DROP;
	write_ethernet(eth, bpf_htons(ETH_P_IPV6));
	word[0] = bpf_htonl(0x60000000);
	word[1] = bpf_htonl(0x00422940);
	word[2] = bpf_htonl(0xfd000001);
	word[3] = 0;
	word[4] = 0;
	word[5] = bpf_htonl(1);
	word[6] = bpf_htonl(0xfd000002);
	word[7] = 0;
	word[8] = 0;
	word[9] = bpf_htonl(2);
	return XDP_TX;
}

static __always_inline int push(struct xdp_md *ctx, const struct packet *p)
{
	return p->ipv6 ? push_ipv6(ctx) : push_ipv4(ctx);
}

__weak __noinline int empty(struct xdp_md *ctx __attribute__((unused)))
{
	return XDP_PASS;
}

__weak __noinline int drop_all(struct xdp_md *ctx __attribute__((unused)))
{
	return XDP_DROP;
}

__weak __noinline int transmit(struct xdp_md *ctx)
{
	struct ethhdr *eth = frame(ctx);
	struct packet p;
	__u8 source[ETH_ALEN];

	if (parse(ctx, &p) != PARSED_FLOW || (void *)(eth + 1) > frame_end(ctx))
		return XDP_DROP;
	__builtin_memcpy(source, eth->h_source, ETH_ALEN);
	__builtin_memcpy(eth->h_source, eth->h_dest, ETH_ALEN);
	__builtin_memcpy(eth->h_dest, source, ETH_ALEN);
	return XDP_TX;
}

__weak __noinline int floor_established(struct xdp_md *ctx)
{
	struct packet p;
	struct floor_key key;

	if (!read_key(ctx, &p, &key) || !bpf_map_lookup_elem(&floor_flows, &key))
		return XDP_DROP;
	return push(ctx, &p);
}

__weak __noinline int floor_new(struct xdp_md *ctx)
{
	struct floor_value value = {};
	struct packet p;
	struct floor_key key;

	if (!read_key(ctx, &p, &key) || bpf_map_lookup_elem(&floor_flows, &key))
		return XDP_DROP;
	value.word[0] = p.length;
	if (bpf_map_update_elem(&floor_flows, &key, &value, BPF_ANY))
		return XDP_DROP;
	return push(ctx, &p);
}

/* Not measured: empties the table between two rounds of new flows. */
__weak __noinline int floor_forget(struct xdp_md *ctx)
{
	struct packet p;
	struct floor_key key;

	if (!read_key(ctx, &p, &key) || bpf_map_delete_elem(&floor_flows, &key))
		return XDP_DROP;
	return XDP_PASS;
}

/* Not measured: sends frames out by the interface that they seem to come from. */
__weak __noinline int emit(struct xdp_md *ctx __attribute__((unused)))
{
	return XDP_TX;
}

/* Not measured: without a program, the end of a cable takes nothing that a program at the other end transmits. */
SEC("xdp") int pass(struct xdp_md *ctx __attribute__((unused)))
{
	return XDP_PASS;
}

/* Not measured: the other end of a cable. */
SEC("xdp") int sink(struct xdp_md *ctx __attribute__((unused)))
{
	__sync_fetch_and_add(&traffic.arrived, 1);
	return XDP_DROP;
}

MEASURED(empty)
MEASURED(drop_all)
MEASURED(transmit)
MEASURED(floor_established)
MEASURED(floor_new)
MEASURED(floor_forget)
MEASURED(emit)

char license_terms[] SEC("license") = "Dual BSD/GPL";
