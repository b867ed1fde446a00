/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where the packet path runs: in XDP, on frames as the driver receives them, or at the ingress of TC (WEIR_TC), on
 * socket buffers, which may be many segments in one. All that the two differ in stands here.
 *
 * In TC only the beginning of a packet need be readable, checksums may be left for the hardware to complete, and a
 * VLAN tag stands beside the packet.
 */
#ifndef WEIR_CONTEXT_H
#define WEIR_CONTEXT_H

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#ifdef WEIR_TC
typedef struct __sk_buff context;
#else
typedef struct xdp_md context;
#endif

static __always_inline void *frame(const context *ctx)
{
	return (void *)(long)ctx->data;
}

/* Where that ends which can be read in place. */
static __always_inline void *frame_end(const context *ctx)
{
	return (void *)(long)ctx->data_end;
}

static __always_inline void *network_header(const context *ctx)
{
	return frame(ctx) + sizeof(struct ethhdr);
}

#ifdef WEIR_TC

#define READABLE 256U /* bytes of a packet that the packet path looks at, at most */

enum verdict {
	VERDICT_PASS = TC_ACT_UNSPEC, /* to the next program, then to the kernel */
	VERDICT_DROP = TC_ACT_SHOT,
};

/* Makes the headers readable where the driver has left them in pages. */
static __always_inline void make_readable(context *ctx)
{
	__u32 wanted = ctx->len < READABLE ? ctx->len : READABLE;

	if (frame(ctx) + wanted > frame_end(ctx))
		bpf_skb_pull_data(ctx, wanted);
}

static __always_inline __u32 interface_of(const context *ctx)
{
	return ctx->ifindex;
}

static __always_inline __u32 frame_length(const context *ctx)
{
	return ctx->len;
}

static __always_inline int has_vlan_tag(const context *ctx)
{
	return ctx->vlan_present;
}

/* How many segments it becomes on the wire. */
static __always_inline __u32 segments(const context *ctx)
{
	return ctx->gso_segs > 1 ? ctx->gso_segs : 1;
}

/* The payload of each but the last of them; 0: it is one. */
static __always_inline __u32 segment_size(const context *ctx)
{
	return ctx->gso_size;
}

static __always_inline int leave_by(const context *ctx, __u32 ifindex)
{
	return (int)bpf_redirect(ifindex, 0);
}

static __always_inline int turn_back(const context *ctx)
{
	return (int)bpf_redirect(ctx->ifindex, 0);
}

/* Makes a frame of so many bytes of it, at its end. What was many segments is one packet then. */
static __always_inline int resize(context *ctx, __u32 bytes)
{
	return !bpf_skb_change_tail(ctx, bytes, 0);
}

static __always_inline int load_bytes(context *ctx, __u32 offset, void *to, __u32 bytes)
{
	return !bpf_skb_load_bytes(ctx, offset, to, bytes);
}

static __always_inline int store_bytes(context *ctx, __u32 offset, const void *from, __u32 bytes)
{
	return !bpf_skb_store_bytes(ctx, offset, from, bytes, 0);
}

/* Makes room before the network header. The Ethernet header is undefined then. */
static __always_inline int make_room(context *ctx, __u32 bytes)
{
	return !bpf_skb_adjust_room(ctx, (__s32)bytes, BPF_ADJ_ROOM_MAC, 0);
}

/*
 * Makes room for the headers of a tunnel, the first of which is an IP header of a family. Segments of many become
 * as much smaller, so that on the wire they are not larger than they were.
 */
static __always_inline int make_room_for_tunnel(context *ctx, __u32 bytes, int ipv6, __u64 layers)
{
	__u64 family = ipv6 ? BPF_F_ADJ_ROOM_ENCAP_L3_IPV6 : BPF_F_ADJ_ROOM_ENCAP_L3_IPV4;

	return !bpf_skb_adjust_room(ctx, (__s32)bytes, BPF_ADJ_ROOM_MAC, family | layers);
}

#else

enum verdict {
	VERDICT_PASS = XDP_PASS,
	VERDICT_DROP = XDP_DROP,
};

static __always_inline void make_readable(context *ctx)
{
}

static __always_inline __u32 interface_of(const context *ctx)
{
	return ctx->ingress_ifindex;
}

/* The compiler must not make 32-bit sums of pointers of it. */
static __always_inline __u32 frame_length(const context *ctx)
{
	__u64 length = frame_end(ctx) - frame(ctx);

	asm volatile("" : "+r"(length));
	return (__u32)length;
}

static __always_inline int has_vlan_tag(const context *ctx)
{
	return 0;
}

static __always_inline __u32 segments(const context *ctx)
{
	return 1;
}

static __always_inline __u32 segment_size(const context *ctx)
{
	return 0;
}

static __always_inline int leave_by(const context *ctx, __u32 ifindex)
{
	if (ifindex == ctx->ingress_ifindex)
		return XDP_TX;
	return (int)bpf_redirect(ifindex, 0);
}

static __always_inline int turn_back(const context *ctx)
{
	return XDP_TX;
}

static __always_inline int resize(context *ctx, __u32 bytes)
{
	return !bpf_xdp_adjust_tail(ctx, (int)bytes - (int)bpf_xdp_get_buff_len(ctx));
}

static __always_inline int load_bytes(context *ctx, __u32 offset, void *to, __u32 bytes)
{
	return !bpf_xdp_load_bytes(ctx, offset, to, bytes);
}

static __always_inline int store_bytes(context *ctx, __u32 offset, const void *from, __u32 bytes)
{
	return !bpf_xdp_store_bytes(ctx, offset, (void *)from, bytes);
}

static __always_inline int make_room(context *ctx, __u32 bytes)
{
	return !bpf_xdp_adjust_head(ctx, -(int)bytes);
}

static __always_inline int make_room_for_tunnel(context *ctx, __u32 bytes, int ipv6, __u64 layers)
{
	return make_room(ctx, bytes);
}

#endif

#endif
