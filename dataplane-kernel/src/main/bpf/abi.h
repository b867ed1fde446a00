/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the packet path shares with the director: the layouts of its maps and the numbers in them.
 *
 * The director reads offsets, sizes and enum values from the object's BTF and never types one; renaming
 * a field here without its reader makes the load fail with the field's name. All widths are fixed, all
 * padding is named. The connection table's stand in abi_conn.h, what is counted of packets that were not just forwarded
 * in events.h.
 */
#ifndef WEIR_ABI_H
#define WEIR_ABI_H

#include "abi_conn.h"
#include "events.h"

enum forwarding_method {
	METHOD_NAT = 1,
	METHOD_TUNNELLING = 2,
	METHOD_DIRECT_ROUTING = 3,
	METHOD_FULL_NAT = 4,
};

/* What a tunnel's packets travel in. */
enum encapsulation {
	ENCAPSULATION_IPIP = 0,
	ENCAPSULATION_GRE = 1,
	ENCAPSULATION_GRE_KEY = 2,     /* the key is the flow's hash */
	ENCAPSULATION_GUE = 3,         /* the source port is */
};

/* How servers of full NAT learn who the client is. */
enum client_notice {
	NOTICE_NONE = 0,
	NOTICE_PROXY_V2 = 1,
	NOTICE_TOA = 2,
};

/* What becomes of TCP to a service that belongs to no connection and begins none. */
enum stray_policy {
	STRAY_PASS = 0,
	STRAY_DROP = 1,
	STRAY_RESET = 2,
	STRAY_SCHEDULE = 3,
};

enum mss {
	MSS_KEPT = 0,
	MSS_AUTO = 65535,
};

/*
 * How a service picks a server. The director builds its slots: those that are taken by turn, by hash or by lot hold
 * each server as often as is its share, all others hold each server once.
 */
enum scheduler_kind {
	SLOT_BY_TURN = 1,           /* rr, wrr: the next slot */
	SLOT_BY_CLIENT = 2,         /* sh, mh: the slot that the client's address hashes to */
	LEAST_CONNECTION = 3,       /* lc */
	LEAST_FOR_WEIGHT = 4,       /* wlc */
	SLOT_BY_DESTINATION = 5,    /* dh: the slot that the destination's address hashes to */
	SHORTEST_DELAY = 6,         /* sed */
	NEVER_QUEUE = 7,            /* nq */
	FIRST_AVAILABLE = 8,        /* fo: the first, of slots that have the highest weight first */
	FIRST_WITH_ROOM = 9,        /* ovf: likewise, of those with no more active connections than their weight */
	LIGHTER_OF_TWO = 10,        /* twos: two slots by lot */
	SOONER_OF_TWO = 11,         /* least-latency: likewise */
	BY_LOCALITY = 12,           /* lblc: the server that the destination had, else as wlc */
	BY_REPLICATED_LOCALITY = 13 /* lblcr: likewise, of a set of servers */
};

/* Counts up with whatever makes an older table unreadable without changing a layout, such as another hash. */
enum table_version {
	CONN_TABLE_VERSION = 2,
};

enum clock_rate {
	TICKS_A_SECOND = 100,
};

/* What some service asks for; while none does, packets of no service cost nothing more. */
enum feature {
	FEATURE_RANGES = 1,            /* ranges of ports, or any */
	FEATURE_ANY_ADDRESS = 2,
	FEATURE_FTP = 8,
	FEATURE_ONE_PACKET = 4,        /* in NAT: replies belong to no recorded connection */
};

/* What the whole packet path shares; each writer's word on a cache line of its own. */
struct runtime {
	__u32 now;                     /* tick of the monotonic clock */
	__u32 features;                /* enum feature: what any service asks for */
	__u32 pad0[14];
	__u64 free;                    /* first free entry in the low half, a count against ABA in the high */
	__u32 used;                    /* entries ever used: those from 1 to this */
	__u32 recorded;                /* connections and templates recorded now */
	__u32 templates;               /* templates among them */
	__u32 resting;                 /* entries out of the index, in their grace period */
	__u32 pad1[10];
	__u32 sweep_next;              /* entry that the sweep looks at next */
	__u32 evict_next;              /* entry that is looked at next when room is needed */
	__u32 pad2[14];
	__u32 timeout[16];             /* ticks, by enum conn_state */
};
_Static_assert(sizeof(struct runtime) == 256, "four cache lines");

enum server_flag {
	SERVER_PRESENT = 1,
	SERVER_REACHABLE = 2,          /* its next hop is known */
	SERVER_IPV6 = 4,
	SERVER_COUNTED = 8,            /* its counters are part of its service's, even when it has left */
	SERVER_HOLDS = 16,             /* it has left, and its connections wait for its return */
	SERVER_TIMED = 32,             /* the time that its handshakes take is measured */
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
	__be16 port;                   /* 0: the one that the packet came to */
	__u8 method;                   /* enum forwarding_method */
	__u8 flags;                    /* enum server_flag */
	__u8 encapsulation;            /* enum encapsulation */
	__u8 pad;
	__u16 mtu;
	__be16 tunnel_port;            /* of GUE */
};
_Static_assert(sizeof(struct server) == 64, "a server is one cache line");

enum server_role {
	ROLE_REGULAR = 0,
	ROLE_OVERFLOW = 1,
	ROLE_SORRY = 2,
};

/* What schedulers and limits go by: one cache line, for many processors count at once. */
struct server_load {
	union {
		__u64 both;            /* the two below */
		struct {
			__u32 active;
			__u32 inactive;
		};
	};
	__u32 pull;                    /* weight times ramp: what shares go by; 0: nothing new */
	__u32 weight;                  /* as the operator gave it */
	__u32 upper;                   /* connections that it has at most; 0: no limit */
	__u32 lower;                   /* once full, it takes more when it has fewer */
	__u32 full;                    /* 1 from upper on until below lower */
	__u32 templates;               /* persistent clients */
	__u32 latency;                 /* of its handshakes, smoothed, in microseconds; 0: none was seen */
	__u32 timed;                   /* tick when that was last measured */
	__u32 set_lower;               /* as the operator gave it, for the director to read back */
	__u8 ramp;                     /* percent, likewise */
	__u8 role;                     /* enum server_role, likewise */
	__u16 pad0;
	__u32 pad[4];
};
_Static_assert(sizeof(struct server_load) == 64, "a load is one cache line");

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

/* Services that are reached by a range of ports or by any; the longest prefix decides. */
struct range_key {
	__u32 prefix;                  /* bits of what follows: RANGE_PREFIX and those of the port */
	__u8 protocol;
	__u8 pad[3];
	struct address vip;
	__be16 port;
	__u16 pad2[3];
};

enum range_prefix {
	RANGE_PREFIX = 160,
};

enum service_flag {
	SERVICE_PRIMARY = 1,           /* this key, or this range's beginning, is what the service is known by */
	SERVICE_HASHES_PORT = 2,
	SERVICE_FALLS_BACK = 4,
	SERVICE_ONE_PACKET = 8,
	SERVICE_HOLDS_GONE = 16,       /* for the director: its servers become SERVER_HOLDS when they leave */
	SERVICE_EXPIRES_QUIESCENT = 32,
	SERVICE_FTP = 64,              /* data connections go with its control connections */
};

/* Replaced whole by one update of its map; of a service with several keys each has the same but for the ports. */
struct service {
	__u32 index;                   /* place in service_state */
	__u32 slots_base;              /* its part of scheduler_slots */
	__u32 slots;                   /* 0: no server takes new connections */
	__u8 kind;                     /* enum scheduler_kind */
	__u8 method;                   /* enum forwarding_method, for the director to read back */
	__u8 scheduler;                /* the director's own number of the scheduler, likewise */
	__u8 flags;                    /* enum service_flag */
	__u32 overflow;                /* place of the server for when all others are full; 0: none */
	__u32 sorry;                   /* and of that for when there is no other; 0: none */
	__u32 limit;                   /* connections at once; 0: no limit */
	__u32 client_limit;            /* of one client address; 0: no limit */
	__u32 client_rate;             /* new ones a second of one client address; 0: no limit */
	__u32 persistence;             /* ticks; 0: none */
	__u8 ipv4_prefix;              /* bits of a persistent client's address that count */
	__u8 ipv6_prefix;
	__u16 bounded_load;            /* percent of its share that a server gets at most; 0: no bound */
	__u32 slow_start;              /* seconds, for the director to read back */
	__u64 total_pull;              /* of the servers in the slots; with a bounded load */
	__be16 first_port;             /* of the range that its key is part of, for the director to read back */
	__be16 last_port;
	__u16 mss;                     /* bytes that segments have at most; or enum mss */
	__be16 tunnel_port;            /* of GUE, for the director to read back */
	__u8 encapsulation;            /* enum encapsulation, likewise */
	__u8 notice;                   /* enum client_notice */
	__u8 stray;                    /* enum stray_policy */
	__u8 client_ipv4_prefix;       /* bits by which clients are told apart that are limited */
	__u8 client_ipv6_prefix;
	__u8 pad0[3];
	__u32 syn_cookies;             /* half-open connections from which on it answers by cookies; 0: never */
	__u32 pad[13];
};
_Static_assert(sizeof(struct service) == 128, "a service is two cache lines");

/* What a service counts, and what the sweep needs to know of it. */
struct service_state {
	__u32 turn;                    /* counts what SLOT_BY_TURN has given out */
	__u32 connections;             /* recorded at its servers */
	__u32 templates;
	__u32 persistence;             /* ticks, as in its record; a template without it expires */
	__u32 counts_clients;          /* 1: it has a limit for clients */
	__u32 pad[11];
};

/* A client, or a destination, of a service. */
struct party {
	struct address address;
	__u32 service;                 /* place in service_state */
	__u32 pad;
};

/* What is counted of a client while its service has a limit for clients. */
struct client_count {
	__u32 connections;
	__u32 pad;
	union {
		__u64 bucket;          /* the two below */
		struct {
			__u32 filled;  /* tick when it was filled last */
			__u32 level;   /* hundredths of connections that may begin at once */
		};
	};
};

#define LOCALITY_SERVERS 8

/* A server, as it was when it was chosen. */
union chosen_server {
	__u64 whole;
	struct {
		__u32 server;          /* place; 0: none */
		__u32 generation;
	};
};

/* The servers of a destination, with lblc and lblcr. */
struct locality {
	__u32 used;                    /* tick of its last new connection */
	__u32 changed;                 /* tick when its set last grew or shrank */
	union chosen_server server[LOCALITY_SERVERS];
};

/* A client's port as a server knows it, with one-packet scheduling in NAT. */
struct single_key {
	struct address client;
	struct address server;
	__be16 client_port;
	__be16 server_port;
	__u32 pad;
};

/* A client of FTP with the VIP of its control connection, or with the server of it. */
struct session_key {
	struct address client;
	struct address other;
};

/* Where that server's replies go. */
struct single {
	struct address vip;
	__be16 vip_port;
	__u8 client_mac[6];
	__u16 client_interface;        /* place */
	__u16 pad;
	__u32 server;                  /* place */
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
	ADDRESS_OWN = 4,               /* the director's own: no service for any address is reached by it */
	ADDRESS_SERVER = 8,            /* of a service for any address, which what it asks itself does not reach */
};

#endif
