/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * FTP's data connections (RFC 959, RFC 2428), which either side may begin: they belong to the session of their client,
 * and are recorded as connections of its server.
 */
#ifndef WEIR_FTP_H
#define WEIR_FTP_H

#include "answer.h"
#include "pick.h"

#define FTP_DATA 20
#define FIRST_DATA_PORT 1024 /* of those that servers have clients connect to */

/* Whether a packet may begin a data connection to the server: a client's, or its answer to one that was not seen. */
static __always_inline int may_begin_to_server(const struct packet *p, const struct server *s)
{
	__u32 port = bpf_ntohs(p->tuple.destination_port);

	if (p->tcp_flags & TCP_RST)
		return 0;
	if (s->method == METHOD_NAT)
		return port >= FIRST_DATA_PORT && (p->tcp_flags & (TCP_SYN | TCP_ACK)) == TCP_SYN;
	return port >= FIRST_DATA_PORT || port == FTP_DATA;
}

static __always_inline int may_begin_to_client(const struct packet *p, const struct server *s)
{
	return s->method == METHOD_NAT && (p->tcp_flags & (TCP_SYN | TCP_ACK | TCP_FIN | TCP_RST)) == TCP_SYN;
}

/* The connection's key, as a packet of the client's has it. */
static __always_inline void data_key(struct packet *key, const struct packet *p, const struct conn_entry *control,
				     enum direction direction)
{
	*key = *p;
	if (direction == TO_CLIENT) {
		key->tuple.source = p->tuple.destination;
		key->tuple.source_port = p->tuple.destination_port;
		key->tuple.destination = control->vip;
		key->tuple.destination_port = p->tuple.source_port;
	}
	key->hash = source_hash(key);
}

/* Counts a data connection in. It is part of what was admitted before, so no limit keeps it out. */
__noinline int join_session(__u32 number, __u32 state)
{
	const struct server *s = server_at(number);
	struct server_load *load = load_at(number);
	struct service_state *service = s ? state_at(s->service) : NULL;

	if (load)
		__sync_fetch_and_add(&load->both, one_of(state));
	if (service)
		__sync_fetch_and_add(&service->connections, 1);
	count_connection(number);
	return 0;
}

/* Fills an entry for a data connection, whose key comes to lie on the desk; the life that it is to have. */
static __always_inline __u32 fill_data(const context *ctx, const struct packet *p, struct desk *desk,
				       const struct conn_entry *control, const struct server *s,
				       const struct found *found)
{
	__u32 state = p->tcp_flags & TCP_SYN ? CONN_SYN_RECV : CONN_ESTABLISHED;
	struct conn_entry *e = entry_at(found->entry);

	if (!e)
		return 0;
	data_key(&desk->key, p, control, found->direction);
	fill_entry(e, &desk->key, s, control->server);
	e->flags = CONN_DATA; /* before the ports are compared */
	fill_ways(e, ctx, p, s);
	if (found->direction == TO_CLIENT) {
		e->client_interface = control->client_interface;
		__builtin_memcpy(e->client_mac, control->client_mac, ETH_ALEN);
	}
	join_session(control->server, state);
	return IPPROTO_TCP | state << 8 | CONN_DATA << 16;
}

/*
 * Prepares a data connection if the packet is the first of one that is seen: its entry, its direction and its key, on
 * the desk. The life that the entry is to have; 0 if the packet is of no session, or if the table is full.
 */
__noinline __u32 begin_data(context *ctx, const struct packet *p, struct found *found)
{
	struct desk *desk = own_desk();
	const struct conn_entry *control;
	const struct server *s;
	__u32 number;

	if (!p || !found || !desk || p->protocol != IPPROTO_TCP)
		return 0;
	found->direction = TO_SERVER;
	number = control_of(&p->tuple.source, &p->tuple.destination);
	if (!number) {
		found->direction = TO_CLIENT;
		number = control_of(&p->tuple.destination, &p->tuple.source);
	}
	control = entry_at(number);
	s = number && control ? server_at(control->server) : NULL;
	if (!s)
		return 0;
	if (found->direction == TO_SERVER ? !may_begin_to_server(p, s) : !may_begin_to_client(p, s))
		return 0;
	found->entry = allocate_entry();
	if (!found->entry) {
		drop(DROP_TABLE_FULL);
		return 0;
	}
	return fill_data(ctx, p, desk, control, s, found);
}

#endif
