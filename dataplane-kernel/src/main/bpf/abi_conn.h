/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The connection table: its entries and its index. A part of what is shared with the director. */
#ifndef WEIR_ABI_CONN_H
#define WEIR_ABI_CONN_H

#include <linux/types.h>

/* An address of either family; IPv4 as ::ffff:a.b.c.d. */
struct address {
	union {
		__be32 word[4];
		__u64 half[2];
	};
};

enum conn_state {
	CONN_FREE = 0,
	CONN_SYN_RECV = 1,
	CONN_ESTABLISHED = 2,
	CONN_FIN_WAIT = 3,
	CONN_TIME_WAIT = 4,
	CONN_CLOSE = 5,
	CONN_UDP = 6,
	CONN_TEMPLATE = 7,     /* no connection: the server of a persistent client */
	CONN_STATES = 8,
	CONN_UNLINKED = 15,    /* out of the index; free for use after a grace period */
};

enum conn_flag {
	CONN_CLIENT_FIN = 1,
	CONN_SERVER_FIN = 2,
	CONN_TEMPLATED = 4,    /* its note names the template that it keeps alive */
	CONN_OF_CLIENT = 8,    /* it is in its client's count */
	CONN_CONTROL = 32,     /* an FTP session's control connection */
	CONN_DATA = 64,        /* and one of its data connections: the server's port is the VIP's */
	CONN_SHIFTED = 16,     /* its sequence numbers differ between client and server: conn_shifts tells how */
	CONN_LOCAL = 256,      /* of full NAT: this times the local address's number, in the upper byte */
};

/*
 * One recorded connection: one cache line. A template stands among them, with protocol 0, the masked client, and the
 * service's place in the VIP's last word.
 *
 *    0        16       32    34    36     40     44       48        52     54    56    62
 *    | client | vip    |cport|vport| life | seen | server | changes | ifpl | lport | mac | generation |
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
	__u16 client_interface;        /* place in interfaces: where the client's packets come from */
	__be16 local_port;             /* of full NAT: what its server knows it by, at its local address */
	__u8 client_mac[6];            /* and the station that sends them: where replies go */
	__u16 generation;              /* the server's when this was recorded */
};
_Static_assert(sizeof(struct conn_entry) == 64, "a connection is one cache line");

/* What is known of a few connections beside their entries; by the entry's number. */
struct conn_note {
	__u32 template;                /* of CONN_TEMPLATED: the template's entry */
	__u32 asked;                   /* with a SERVER_TIMED: when its SYN left, in microseconds; 0: answered */
};

/* How the sequence numbers of one direction differ between its ends. */
struct sequence_shift {
	__u32 from;                    /* the sender's number that divides the two below */
	__u32 before;                  /* what numbers before it are more at the receiver, modulo 2^32 */
	__u32 after;                   /* and those from it on */
};

/* Of connections that are CONN_SHIFTED; by the entry's number. */
struct conn_shifts {
	struct sequence_shift by[2];   /* the client's numbers, the server's */
};

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

#endif
