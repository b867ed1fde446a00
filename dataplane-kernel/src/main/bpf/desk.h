/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where a processor lays out what the first packet of a flow needs: more than the 512 bytes of a program's stack. */
#ifndef WEIR_DESK_H
#define WEIR_DESK_H

#include "maps.h"
#include "packet.h"

/* What is chosen for a packet. */
struct pick {
	__u32 server;
	__u32 template;            /* entry of the client's template; 0: none */
	__u32 reason;              /* why there is no server */
};

#define FTP_LINE 256 /* bytes of a line that is looked at; longer ones are left as they are */

struct ftp_line {
	__u8 text[FTP_LINE];
};

/* A walk along a line that looks for six numbers with commas between them. What lies here the verifier can't trace. */
struct number_walk {
	__u32 length;
	__u32 value;
	__u32 digits;
	__u32 numbers;             /* that have ended */
	__u32 begin;               /* of the first */
	__u32 end;                 /* of the fourth: where the comma stands behind the address */
	__u32 done;
};

struct desk {
	struct service service;    /* the packet's, as it stood when the packet came */
	struct packet key;         /* of a template */
	struct conn_entry once;    /* the connection of a packet that is scheduled for itself */
	struct locality locality;  /* one to begin */
	struct pick pick;
	struct ftp_line was;       /* said on a control connection */
	struct ftp_line becomes;
	struct number_walk walk;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct desk);
} desks SEC(".maps");

/* No packet is interrupted by another on its processor, so there is one desk for each. */
static __always_inline struct desk *own_desk(void)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&desks, &key);
}

#endif
