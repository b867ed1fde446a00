/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Keyed hashes of addresses and flows.
 *
 * The mix is NH, the universal hash of UMAC (Black et al., CRYPTO 1999; RFC 4418, section 5.2.2): pairs
 * of words, each plus a secret key word, are multiplied and the products added. Without the keys
 * nobody can compute which flows collide.
 */
#ifndef WEIR_HASH_H
#define WEIR_HASH_H

#include "maps.h"
#include "packet.h"

static __always_inline __u64 multiply_pair(__u32 a, __u32 key_a, __u32 b, __u32 key_b)
{
	return (__u64)(__u32)(a + key_a) * (__u32)(b + key_b);
}

static __always_inline __u32 address_hash(const struct address *a)
{
	__u64 sum = multiply_pair(a->word[0], hash_key[0], a->word[1], hash_key[1]) +
		    multiply_pair(a->word[2], hash_key[2], a->word[3], hash_key[3]);

	return (__u32)(sum ^ sum >> 32);
}

static __always_inline __u64 end_hash(const struct address *a, __be16 port, __u32 protocol)
{
	return multiply_pair(address_hash(a), hash_key[4], port | protocol << 16, hash_key[5]);
}

/* Spreads what the products gathered over all bits (the finalizer of MurmurHash3). */
static __always_inline __u32 spread(__u64 sum)
{
	sum ^= sum >> 33;
	sum *= 0xff51afd7ed558ccdULL;
	return (__u32)(sum >> 32);
}

/* Where a connection stands in the index: by its client's end alone. Never 0, which marks a free slot. */
static __always_inline __u32 connection_hash(const struct address *client, __be16 port, __u32 protocol)
{
	return spread(end_hash(client, port, protocol)) | 1U << 31;
}

static __always_inline __u32 source_hash(const struct packet *p)
{
	return connection_hash(&p->tuple.source, p->tuple.source_port, p->protocol);
}

static __always_inline __u32 destination_hash(const struct packet *p)
{
	return connection_hash(&p->tuple.destination, p->tuple.destination_port, p->protocol);
}

/* Clients have the higher ports, nearly always. */
static __always_inline int source_is_likely_client(const struct packet *p)
{
	return bpf_ntohs(p->tuple.source_port) >= bpf_ntohs(p->tuple.destination_port);
}

/* What sh, mh and dh choose by, a port or 0 with it; keyed apart from the connection table's. */
static __always_inline __u32 party_hash(const struct address *party, __be16 port)
{
	return spread(multiply_pair(address_hash(party) + port, hash_key[6], party->word[3], hash_key[7]));
}

#endif
