/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Options of TCP headers (RFC 9293, section 3.1): found, never beyond the header. */
#ifndef WEIR_OPTIONS_H
#define WEIR_OPTIONS_H

#include "packet.h"

#define OPTION_BYTES 40 /* of all options together, at most */

enum tcp_option {
	OPTION_END = 0,
	OPTION_NOTHING = 1,
	OPTION_MSS = 2,
	OPTION_SACK = 5,
};

struct option_walk {
	context *ctx;
	__u32 kind;                /* looked for */
	__u32 offset;              /* in the frame */
	__u32 end;                 /* of the header */
	__u32 found;
};

static long step_option(__u32 n, struct option_walk *walk)
{
	const __u8 *option = at(walk->ctx, walk->offset);

	if (walk->offset + 2 > walk->end || (void *)(option + 2) > frame_end(walk->ctx) || option[0] == OPTION_END)
		return 1;
	if (option[0] == OPTION_NOTHING) {
		walk->offset++;
		return 0;
	}
	if (option[1] < 2 || walk->offset + option[1] > walk->end)
		return 1;
	if (option[0] == walk->kind) {
		walk->found = walk->offset;
		return 1;
	}
	walk->offset += option[1];
	return 0;
}

/* Where the first option of a kind begins in the frame; 0 if there is none that lies whole within the header. */
__noinline __u32 find_option(context *ctx, const struct packet *p, __u32 kind)
{
	struct option_walk walk = { .ctx = ctx, .kind = kind };
	const struct tcphdr *tcp;

	if (!p)
		return 0;
	tcp = transport_header(ctx, p);
	if ((void *)(tcp + 1) > frame_end(ctx))
		return 0;
	walk.offset = p->transport + sizeof(*tcp);
	walk.end = p->transport + tcp->doff * 4;
	bpf_loop(OPTION_BYTES, step_option, &walk, 0);
	return walk.found;
}

#endif
