/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Sessions of FTP: a client's control connection, by which its data connections are known. It is found by the client
 * with the VIP, for what the client begins, and by the client with the server, for what the server begins. While it
 * lives the client's further control connections go to the same server, as otherwise its data connections could be
 * either's.
 */
#ifndef WEIR_SESSION_H
#define WEIR_SESSION_H

#include "desk.h"
#include "load.h"

static __always_inline void note_session(const struct address *client, const struct address *other, __u32 entry)
{
	struct session_key key = { .client = *client, .other = *other };

	bpf_map_update_elem(&ftp_sessions, &key, &entry, BPF_ANY);
}

/* Has the data connections of a client find the control connection that was just recorded. */
__noinline int begin_session(__u32 entry)
{
	const struct conn_entry *e = entry_at(entry);
	const struct server *s = e ? server_at(e->server) : NULL;

	if (!e || !s)
		return 0;
	note_session(&e->client, &e->vip, entry);
	if (s->method == METHOD_NAT)
		note_session(&e->client, &s->address, entry);
	return 0;
}

/* The control connection of a client with a VIP or a server, if there is one that lives; else 0. */
__noinline __u32 control_of(const struct address *client, const struct address *other)
{
	struct session_key key = {};
	const struct conn_entry *e;
	const struct server *s;
	const __u32 *entry;

	if (!client || !other)
		return 0;
	key.client = *client;
	key.other = *other;
	entry = bpf_map_lookup_elem(&ftp_sessions, &key);
	e = entry ? entry_at(*entry) : NULL;
	if (!e || !is_live(e) || !(e->flags & CONN_CONTROL) || !same_address(&e->client, client))
		return 0;
	s = server_at(e->server);
	if (!s || lost_its_server(e, s))
		return 0;
	return same_address(&e->vip, other) || same_address(&s->address, other) ? *entry : 0;
}

/* Picks the server of the client's session for one more control connection. */
__noinline int pick_companion(const struct packet *p, struct pick *pick)
{
	const struct conn_entry *control;

	if (!p || !pick)
		return 0;
	control = entry_at(control_of(&p->tuple.source, &p->tuple.destination));
	if (!control || !is_live(control) || !is_open(control->server))
		return 0;
	pick->server = control->server;
	return 1;
}

#endif
