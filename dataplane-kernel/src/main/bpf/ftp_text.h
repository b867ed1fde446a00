/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What FTP's control connections say of addresses. In NAT a server's answer to PASV names the server,
 *
 *   227 Entering Passive Mode (10,0,0,1,156,64).
 *
 * and must name the VIP. The text becomes longer or shorter, and all that the server says behind it is renumbered. An
 * answer to EPSV names a port alone (RFC 2428), and stays as it is.
 */
#ifndef WEIR_FTP_TEXT_H
#define WEIR_FTP_TEXT_H

#include "desk.h"
#include "shift.h"

#define ADDRESS_NUMBERS 4 /* of the six that are told: four of the address, two of the port */
#define TOLD_NUMBERS 6
#define NUMBER_MAX 255
#define PASSIVE_CODE 0x20373232 /* "227 " as it lies in memory */

/* A line's length, 0 if it is longer than what is looked at; in a form that the verifier sees the bound of. */
static __always_inline __u32 line_length(__u32 bytes)
{
	__u32 length = bytes <= FTP_LINE ? bytes : 0;

	asm volatile("" : "+r"(length));
	return length;
}

static __always_inline int is_digit(__u8 character)
{
	return character >= '0' && character <= '9';
}

/* A number has ended by a character. */
static __always_inline void end_number(struct number_walk *walk, __u32 i, __u8 character)
{
	walk->numbers++;
	if (walk->numbers == ADDRESS_NUMBERS)
		walk->end = i;
	if (walk->numbers == TOLD_NUMBERS)
		walk->done = 1;
	else if (character != ',')
		walk->numbers = 0;
	walk->digits = 0;
	walk->value = 0;
}

static long step_number(__u32 n, struct desk **place)
{
	struct desk *desk = *place;
	struct number_walk *walk = &desk->walk;
	__u32 i = n + sizeof(__u32); /* behind the code */
	__u8 character = i < walk->length && i < FTP_LINE ? desk->was.text[i] : 0;

	if (!is_digit(character)) {
		if (walk->digits)
			end_number(walk, i, character);
		else
			walk->numbers = 0;
		return walk->done || !character;
	}
	if (!walk->digits && !walk->numbers)
		walk->begin = i;
	walk->digits++;
	walk->value = walk->value * 10 + character - '0';
	if (walk->value > NUMBER_MAX) {
		walk->digits = 0;
		walk->numbers = 0;
		walk->value = 0;
	}
	return 0;
}

static __always_inline void put_character(struct ftp_line *line, __u32 *at, __u8 character)
{
	if (*at < FTP_LINE)
		line->text[*at] = character;
	*at += 1;
}

static __always_inline void put_number(struct ftp_line *line, __u32 *at, __u8 number)
{
	if (number >= 100)
		put_character(line, at, '0' + number / 100);
	if (number >= 10)
		put_character(line, at, '0' + number / 10 % 10);
	put_character(line, at, '0' + number % 10);
}

/* What stands behind the address, on its way from the old line to the new one. */
struct line_tail {
	const struct ftp_line *from;
	struct ftp_line *to;
	__u32 from_at;
	__u32 to_at;
	__u32 length;              /* of the old line */
};

static long copy_tail(__u32 n, struct line_tail *tail)
{
	__u32 from = tail->from_at + n;
	__u32 to = tail->to_at + n;

	if (from >= tail->length || from >= FTP_LINE || to >= FTP_LINE)
		return 1;
	tail->to->text[to] = tail->from->text[from];
	return 0;
}

/* Writes the line with another address; its length, 0 if it names none or would be too long. */
__noinline __u32 write_line(__u32 length, __be32 address)
{
	struct desk *desk = own_desk();
	struct line_tail tail = { .length = length };
	__u8 *byte = (__u8 *)&address;
	__u32 at;

	if (!desk || length > FTP_LINE)
		return 0;
	desk->walk = (struct number_walk){ .length = length };
	bpf_loop(FTP_LINE, step_number, &desk, 0);
	if (!desk->walk.done)
		return 0;
	__builtin_memcpy(&desk->becomes, &desk->was, sizeof(desk->was));
	at = desk->walk.begin;
	for (int i = 0; i < ADDRESS_NUMBERS; i++) {
		if (i)
			put_character(&desk->becomes, &at, ',');
		put_number(&desk->becomes, &at, byte[i]);
	}
	tail.from = &desk->was;
	tail.to = &desk->becomes;
	tail.from_at = desk->walk.end;
	tail.to_at = at;
	bpf_loop(FTP_LINE, copy_tail, &tail, 0);
	at += length - desk->walk.end;
	if (at > FTP_LINE)
		return 0;
	for (int i = 0; i < 4; i++) /* the sum takes four at once */
		if (at + i < FTP_LINE)
			desk->becomes.text[at + i] = 0;
	return at;
}

/* Changes the length that the network header tells, of a packet that is the frame's own. */
static __always_inline int set_length(context *ctx, struct packet *p, __u32 length)
{
	struct iphdr *ip4 = network_header(ctx);
	struct ipv6hdr *ip6 = network_header(ctx);
	__be16 was;

	p->length = length;
	if (p->ipv6) {
		if ((void *)(ip6 + 1) > frame_end(ctx))
			return 0;
		ip6->payload_len = bpf_htons((__u16)(length - sizeof(*ip6)));
		return 1;
	}
	if ((void *)(ip4 + 1) > frame_end(ctx))
		return 0;
	was = ip4->tot_len;
	ip4->tot_len = bpf_htons((__u16)length);
	ip4->check = checksum_changed(ip4->check, difference16(was, ip4->tot_len));
	return 1;
}

/* Puts the new line in the place of the old one, which began at an offset and reached to the packet's end. */
static __always_inline int replace_line(context *ctx, struct packet *p, __u32 offset, __u32 was, __u32 becomes)
{
	struct desk *desk = own_desk();
	__u16 lengths = (__u16)checksum_fold(difference16(bpf_htons((__u16)was), bpf_htons((__u16)becomes)));
	__s64 text;

	if (!desk)
		return 0;
	text = bpf_csum_diff((__be32 *)desk->was.text, (was + 3) & ~3U, (__be32 *)desk->becomes.text,
			     (becomes + 3) & ~3U, 0);
	if (text < 0 || !resize(ctx, frame_length(ctx) + becomes - was))
		return 0;
	return store_bytes(ctx, offset, desk->becomes.text, becomes) && set_length(ctx, p, p->length + becomes - was) &&
	       change_checks(ctx, p, lengths, (__u32)text);
}

/* Numbers what comes behind a line anew, unless it is a line that was seen before. */
static __always_inline void renumber_behind(__u32 entry, enum direction direction, __u32 seq, __u32 by)
{
	struct conn_shifts *shifts = begin_shift(entry);
	struct sequence_shift *shift;

	if (!shifts || !by)
		return;
	shift = &shifts->by[direction];
	if (shift->before == shift->after || is_from(seq, shift->from)) /* the first, or behind the last */
		move_from(shift, seq + 1, by);
}

/* Has a server's answer to PASV name the VIP. */
static __always_inline int name_vip(context *ctx, struct packet *p, const struct conn_entry *e, __u32 entry)
{
	const struct tcphdr *tcp = transport_header(ctx, p);
	struct desk *desk = own_desk();
	__u32 offset, length, becomes, seq;

	if (!desk || p->ipv6 || (void *)(tcp + 1) > frame_end(ctx))
		return 1;
	offset = p->transport + tcp->doff * 4;
	seq = bpf_ntohl(tcp->seq);
	length = line_length(sizeof(struct ethhdr) + p->length - offset);
	if (length < sizeof(__u32))
		return 1;
	__builtin_memset(&desk->was, 0, sizeof(desk->was));
	if (!load_bytes(ctx, offset, desk->was.text, length) || *(__u32 *)desk->was.text != PASSIVE_CODE)
		return 1;
	becomes = line_length(write_line(length, e->vip.word[3]));
	if (becomes < sizeof(__u32)) /* Linux 6.1's verifier learns nothing of a comparison with 0 */
		return 1;
	renumber_behind(entry, TO_CLIENT, seq, becomes - length);
	return replace_line(ctx, p, offset, length, becomes);
}

/* Keeps both ends of a connection in step that number or name things otherwise; says whether the packet is whole. */
__noinline int translate_words(context *ctx, struct packet *p, __u32 entry, __u32 direction)
{
	const struct conn_entry *e = entry_at(entry);

	if (!p || !e)
		return 0;
	if (direction == TO_CLIENT && e->flags & CONN_CONTROL && !name_vip(ctx, p, e, entry))
		return 0;
	return !(e->flags & CONN_SHIFTED) || renumber(ctx, p, entry, direction);
}

#endif
