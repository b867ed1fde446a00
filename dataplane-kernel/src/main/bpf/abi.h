/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the packet path shares with the director: the layouts of its maps and the numbers in them.
 *
 * The director reads offsets, sizes and enum values from the object's BTF and never types one; renaming
 * a field here without its reader makes the load fail with the field's name. All widths are fixed, all
 * padding is named.
 */
#ifndef WEIR_ABI_H
#define WEIR_ABI_H

#include <linux/types.h>

/* An address of either family; IPv4 as ::ffff:a.b.c.d. */
struct address {
	union {
		__be32 word[4];
		__u64 half[2];
	};
};

enum forwarding_method {
	METHOD_NAT = 1,
	METHOD_TUNNELLING = 2,
	METHOD_DIRECT_ROUTING = 3,
};

/* How a service picks a server. SLOT_BY_TURN and SLOT_BY_CLIENT look into a table that the director built. */
enum scheduler_kind {
	SLOT_BY_TURN = 1,      /* rr, wrr: the next slot */
	SLOT_BY_CLIENT = 2,    /* sh, mh: the slot that the client's address hashes to */
	LEAST_CONNECTION = 3,  /* lc: the slots are the servers, each once */
	LEAST_FOR_WEIGHT = 4,  /* wlc: likewise */
};

enum conn_state {
	CONN_FREE = 0,
	CONN_SYN_RECV = 1,
	CONN_ESTABLISHED = 2,
	CONN_FIN_WAIT = 3,
	CONN_TIME_WAIT = 4,
	CONN_CLOSE = 5,
	CONN_UDP = 6,
	CONN_STATES = 7,
	CONN_UNLINKED = 15,    /* out of the index; free for use after a grace period */
};

enum conn_flag {
	CONN_CLIENT_FIN = 1,
	CONN_SERVER_FIN = 2,
};

/*
 * One recorded connection: one cache line.
 *
 *    0        16       32    34    36     40     44       48        52        56    62
 *    | client | vip    |cport|vport| life | seen | server | changes | ifindex | mac | generation |
 */
struct conn_entry {
	struct address client;
	struct address vip;
	__be16 client_port;
	__be16 vip_port;
	union {
		__u32 life;            /* the four below, changed together by compare-and-swap */
		struct {
			__u8 protocol;
			__u8 state;    /* enum conn_state */
			__u16 flags;   /* enum conn_flag */
		};
	};
	__u32 seen;                    /* tick of its last packet, kept to within TOUCH_TICKS */
	__u32 server;                  /* place in servers; of a free entry: the next free one, 0 for none */
	__u16 address_change;          /* NAT towards the server: the difference to an IPv4 header's checksum */
	__u16 transport_change;        /* and to the transport's; towards the client, their complements */
	__u32 client_ifindex;          /* interface that the client's packets come from */
	__u8 client_mac[6];            /* and the station that sends them: where replies go */
	__u16 generation;              /* the server's when this was recorded */
};
_Static_assert(sizeof(struct conn_entry) == 64, "a connection is one cache line");

#define CONN_SLOTS 7
#define CONN_SPILL 256 /* buckets that a connection may stand in: its own and those behind it */

/* One place in the index: 0 is free, so entry 0 is never used. */
union conn_slot {
	__u64 whole;
	struct {
		__u32 hash;
		__u32 entry;
	};
};

/* A bucket of the index: one cache line. */
struct conn_bucket {
	union conn_slot slot[CONN_SLOTS];
	__u32 spilled;                 /* how many connections of this bucket stand in those behind it */
	__u32 pad;
};
_Static_assert(sizeof(struct conn_bucket) == 64, "a bucket is one cache line");

/* Counts up with whatever makes an older table unreadable without changing a layout, such as another hash. */
enum table_version {
	CONN_TABLE_VERSION = 1,
};

enum clock_rate {
	TICKS_A_SECOND = 100,
};

/* What the whole packet path shares; each writer's word on a cache line of its own. */
struct runtime {
	__u32 now;                     /* tick of the monotonic clock */
	__u32 pad0[15];
	__u64 free;                    /* first free entry in the low half, a count against ABA in the high */
	__u32 used;                    /* entries ever used: those from 1 to this */
	__u32 recorded;                /* connections recorded now */
	__u32 pad1[12];
	__u32 sweep_next;              /* entry that the sweep looks at next */
	__u32 pad2[15];
	__u32 timeout[16];             /* ticks, by enum conn_state */
};
_Static_assert(sizeof(struct runtime) == 256, "four cache lines");

enum server_flag {
	SERVER_PRESENT = 1,
	SERVER_REACHABLE = 2,          /* its next hop is known */
	SERVER_IPV6 = 4,
	SERVER_COUNTED = 8,            /* its counters are part of its service's, even when it has left */
};

/* All that forwarding to a server needs: one cache line. */
struct server {
	struct address address;
	struct address local;          /* the director's own address towards it */
	__u8 mac[6];                   /* next hop */
	__u8 local_mac[6];             /* the interface's own, right behind: an Ethernet header's beginning */
	__u32 ifindex;
	__u32 service;                 /* place in service_state */
	__u16 generation;              /* counts the servers that had this place */
	__be16 port;
	__u8 method;                   /* enum forwarding_method */
	__u8 flags;                    /* enum server_flag */
	__u16 pad;
	__u32 mtu;
};
_Static_assert(sizeof(struct server) == 64, "a server is one cache line");

/* What lc and wlc weigh. */
struct server_load {
	__u32 active;
	__u32 inactive;
	__u32 weight;
	__u32 pad;
};

struct server_counters {
	__u64 connections;
	__u64 packets_in;
	__u64 bytes_in;
	__u64 packets_out;
	__u64 bytes_out;
	__u64 pad[3];
};

struct service_key {
	struct address vip;
	__be16 port;
	__u8 protocol;
	__u8 pad;
	__u32 pad2;
};

/* Replaced whole by one update of its map. */
struct service {
	__u32 index;                   /* place in service_state */
	__u32 slots_base;              /* its part of scheduler_slots */
	__u32 slots;                   /* 0: no server takes new connections */
	__u8 kind;                     /* enum scheduler_kind */
	__u8 method;                   /* enum forwarding_method, for the director to read back */
	__u8 scheduler;                /* the director's own number of the scheduler, likewise */
	__u8 pad;
};

struct service_state {
	__u32 turn;                    /* counts what SLOT_BY_TURN has given out */
	__u32 pad[15];
};

/*
 * Whose maps these are: written by the director that made them when they were complete, and read by those that
 * adopt them.
 */
struct identity {
	__u8 layouts[32];              /* digest of the layouts and numbers above, as they were then */
	__u32 hash_key[8];
};

#define INTERFACES 4096
#define INTERFACE_MASK (INTERFACES - 1)

/* An interface that the director is attached to, in the place that its index gives modulo INTERFACES. */
struct interface {
	__u32 ifindex;
	__u32 mtu;
	__u8 mac[6];
	__u16 pad;
};

/* The ICMP answers that one processor gave in a tick. */
struct answer_budget {
	__u32 tick;
	__u32 spent;
};

/* Roles of an address, by which fragments are told from what passes. */
enum address_role {
	ADDRESS_VIP = 1,
	ADDRESS_NAT_SERVER = 2,
};

enum drop_reason {
	DROP_BAD_HEADER = 0,           /* a header that contradicts itself */
	DROP_BAD_LENGTH = 1,           /* a length that the frame does not have */
	DROP_FRAGMENT = 2,             /* a fragment to or from an address of a service */
	DROP_NO_SERVER = 3,            /* no server of the service takes new connections */
	DROP_NO_NEXT_HOP = 4,          /* the way to the server isn't known */
	DROP_TABLE_FULL = 5,           /* no entry is left for a new connection */
	DROP_INDEX_FULL = 6,           /* no place in the index near where it belongs */
	DROP_TOO_BIG = 7,              /* larger than the way to the server takes, and not answerable */
	DROP_NO_HEADROOM = 8,          /* the driver leaves no room for an outer header */
	DROP_TTL_EXPIRED = 9,          /* and it could not be answered */
	DROP_REASONS = 10,
};

/* What an operator may ask about that was not dropped. */
enum note {
	NOTE_VLAN_TAGGED = 0,          /* passed to the kernel: a frame with a VLAN tag */
	NOTE_STRAY = 1,                /* passed to the kernel: TCP to a service, of no connection, no SYN */
	NOTE_ICMP_FOLLOWED = 2,        /* an ICMP error that went the way of its connection */
	NOTE_TTL_ANSWERED = 3,         /* answered: time exceeded */
	NOTE_TOO_BIG_ANSWERED = 4,     /* answered: fragmentation needed, packet too big */
	NOTES = 5,
};

#endif
