/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is counted of packets that were not just forwarded, by kind. A part of what is shared with the director. */
#ifndef WEIR_EVENTS_H
#define WEIR_EVENTS_H

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
	DROP_SERVER_GONE = 10,         /* its server was removed, and it waits for its return */
	DROP_SERVER_LIMIT = 11,        /* each server that may take it is full */
	DROP_SERVICE_LIMIT = 12,       /* its service has as many connections as it may have */
	DROP_CLIENT_LIMIT = 13,        /* its client has as many connections as it may have */
	DROP_CLIENT_RATE = 14,         /* its client began as many connections as it may */
	DROP_REASONS = 15,
};

/* What an operator may ask about that was not dropped. */
enum note {
	NOTE_VLAN_TAGGED = 0,          /* passed to the kernel: a frame with a VLAN tag */
	NOTE_STRAY = 1,                /* passed to the kernel: TCP to a service, of no connection, no SYN */
	NOTE_ICMP_FOLLOWED = 2,        /* an ICMP error that went the way of its connection */
	NOTE_TTL_ANSWERED = 3,         /* answered: time exceeded */
	NOTE_TOO_BIG_ANSWERED = 4,     /* answered: fragmentation needed, packet too big */
	NOTE_OVERFLOWED = 5,           /* new connections that the overflow server took */
	NOTE_SORRY = 6,                /* new connections that the sorry server took */
	NOTE_EVICTED = 7,              /* closing or half-open connections that made room for new ones */
	NOTES = 8,
};

#endif
