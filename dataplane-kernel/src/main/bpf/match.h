/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Matching: which service a packet is for. The narrowest match decides, an address before a port: a service of that
 * address and port, of a range of ports, of any port; then the same of services for any address.
 */
#ifndef WEIR_MATCH_H
#define WEIR_MATCH_H

#include "conn.h"

static __always_inline int has_role(const struct address *a, __u32 role)
{
	struct address key = *a; /* on the stack, from where alone Linux 6.1 takes keys */
	__u32 *roles = bpf_map_lookup_elem(&addresses, &key);

	return roles && *roles & role;
}

/* Copies a service at once: its place in the map may become another's. */
static __always_inline int take_service(const struct service *found, struct service *service)
{
	if (!found)
		return 0;
	*service = *found;
	return 1;
}

static __always_inline int match_port(const struct packet *p, const struct address *vip, struct service *service)
{
	struct service_key key = {
		.vip = *vip,
		.port = p->tuple.destination_port,
		.protocol = (__u8)p->protocol,
	};

	return take_service(bpf_map_lookup_elem(&services, &key), service);
}

static __always_inline int match_range(const struct packet *p, const struct address *vip, struct service *service)
{
	struct range_key key = {
		.prefix = RANGE_PREFIX + 16,
		.protocol = (__u8)p->protocol,
		.vip = *vip,
		.port = p->tuple.destination_port,
	};

	return take_service(bpf_map_lookup_elem(&service_ranges, &key), service);
}

/* What the director says itself, and what servers of such a service ask for, is for nobody else. */
static __always_inline int may_match_any(const struct packet *p)
{
	return !has_role(&p->tuple.destination, ADDRESS_OWN) &&
	       !has_role(&p->tuple.source, ADDRESS_NAT_SERVER | ADDRESS_SERVER | ADDRESS_OWN);
}

__noinline int match_wider(const struct packet *p, __u32 features, struct service *service)
{
	struct address any = {};

	if (!p || !service)
		return 0;
	if (features & FEATURE_RANGES && match_range(p, &p->tuple.destination, service))
		return 1;
	if (!(features & FEATURE_ANY_ADDRESS) || !may_match_any(p))
		return 0;
	if (!p->ipv6)
		map_ipv4(&any, 0);
	return match_port(p, &any, service) || (features & FEATURE_RANGES && match_range(p, &any, service));
}

static __always_inline int match(const struct packet *p, struct service *service)
{
	__u32 features = runtime.features & (FEATURE_RANGES | FEATURE_ANY_ADDRESS);

	return match_port(p, &p->tuple.destination, service) || (features && match_wider(p, features, service));
}

#endif
