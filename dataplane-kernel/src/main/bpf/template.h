/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Persistence: a template remembers the server of a service's client, over all the service's VIPs and ports. It stands
 * among the connections, as one of a protocol that no packet has, so it is found, recorded and swept as they are. It
 * stays as long as its client has connections, and as long again as the service says (ip_vs_core.c,
 * ip_vs_sched_persist).
 */
#ifndef WEIR_TEMPLATE_H
#define WEIR_TEMPLATE_H

#include "desk.h"
#include "record.h"

#define TEMPLATE_PROTOCOL 0
#define MAPPED_BITS 96

/* The first bits of an address; IPv4 is mapped, so its bits begin at 96. */
static __always_inline void mask_address(struct address *a, __u32 prefix)
{
	for (__u32 i = 0; i < 4; i++) {
		__u32 bits = prefix > 32 * i ? prefix - 32 * i : 0;

		if (bits < 32)
			a->word[i] &= bpf_htonl(~(~0U >> bits));
	}
}

/* A template's key, in the form of a packet. */
static __always_inline void template_key(const struct service *service, const struct packet *p, struct packet *key)
{
	__u32 prefix = p->ipv6 ? service->ipv6_prefix : MAPPED_BITS + service->ipv4_prefix;

	__builtin_memset(key, 0, sizeof(*key));
	key->tuple.source = p->tuple.source;
	mask_address(&key->tuple.source, prefix);
	key->tuple.source_port = (__be16)service->index;
	key->tuple.destination.word[3] = service->index;
	key->protocol = TEMPLATE_PROTOCOL;
	key->hash = connection_hash(&key->tuple.source, key->tuple.source_port, TEMPLATE_PROTOCOL);
}

/* Whether the client may still be sent to its server. */
static __always_inline int still_serves(const struct service *service, __u32 number)
{
	const struct server *s = server_at(number);
	struct server_load *load = load_at(number);

	if (!s || !load || !(s->flags & SERVER_PRESENT))
		return 0;
	return load->pull || !(service->flags & SERVICE_EXPIRES_QUIESCENT);
}

/* Picks the server of the client's template, if it has one that counts. */
__noinline int pick_remembered(const struct service *service, const struct packet *p, struct pick *pick)
{
	struct desk *desk = own_desk();
	struct found found = {};
	struct conn_entry *e;

	if (!service || !p || !pick || !desk)
		return 0;
	template_key(service, p, &desk->key);
	if (!search_by(desk->key.hash, &desk->key, &found))
		return 0;
	e = entry_at(found.entry);
	if (!e)
		return 0;
	if (!still_serves(service, e->server)) {
		unlink_entry(found.entry, life_of(e));
		return 0;
	}
	e->seen = runtime.now;
	pick->template = found.entry;
	pick->server = e->server;
	return 1;
}

/*
 * Makes a template of what was picked, by the key that lies on the desk since none was found, and picks what another
 * processor has made one of meanwhile.
 */
__noinline int remember_picked(struct pick *pick)
{
	struct desk *desk = own_desk();
	const struct server *s;
	struct conn_entry *e;
	__u32 entry;

	if (!pick || !desk)
		return 0;
	s = server_at(pick->server);
	entry = allocate_entry();
	e = entry_at(entry);
	pick->reason = DROP_TABLE_FULL;
	if (entry && e && s) {
		fill_entry(e, &desk->key, s, pick->server);
		count_template(pick->server, s->service, 1);
		entry = enter(&desk->key, entry, TEMPLATE_PROTOCOL | CONN_TEMPLATE << 8);
		e = entry_at(entry);
	}
	pick->template = entry;
	pick->server = entry && e ? e->server : 0;
	return 0;
}

#endif
