/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Locality: a destination goes where it went before, to a cache that has it, unless that is overloaded while another
 * server is half idle (ip_vs_lblc.c). With replication a destination in demand has a set of servers, which grows
 * when its least loaded one is overloaded, and shrinks by its most loaded when it has not changed for a day
 * (ip_vs_lblcr.c, lblcr_expiration).
 *
 * Two processors may set a destination's servers at once; one of them wins, which costs a cache miss and nothing else.
 */
#ifndef WEIR_LOCALITY_H
#define WEIR_LOCALITY_H

#include "desk.h"
#include "least.h"

#define SET_STANDS_TICKS (24 * 60 * 60 * TICKS_A_SECOND)

struct idle_search {
	__u32 slots_base;
	__u32 found;
};

static long is_half_idle(__u32 i, struct idle_search *search)
{
	struct server_load *load = load_at(server_in_slot(search->slots_base + i));

	search->found = takes_new(load) && load->active * 2ULL < load->weight;
	return search->found;
}

/* More active connections than its weight, while another has less than half of its own. */
static __always_inline int is_overloaded(const struct service *service, const struct server_load *load)
{
	struct idle_search search = { .slots_base = service->slots_base };

	if (load->active <= load->weight)
		return 0;
	bpf_loop(service->slots, is_half_idle, &search, 0);
	return search.found;
}

static __always_inline union chosen_server chosen(__u32 number)
{
	const struct server *s = server_at(number);

	return (union chosen_server){ .server = number, .generation = s ? s->generation : 0 };
}

/* The load of a server that was chosen once, if it is still there and takes new connections. */
static __always_inline struct server_load *load_of_chosen(union chosen_server chosen)
{
	const struct server *s = server_at(chosen.server);
	struct server_load *load = load_at(chosen.server);

	if (!chosen.server || !s || !load || s->generation != chosen.generation)
		return NULL;
	return s->flags & SERVER_PRESENT && takes_new(load) ? load : NULL;
}

#define NOWHERE LOCALITY_SERVERS

/* What is found of a set, by place in it; NOWHERE: none. */
struct survey {
	const struct locality *set;
	__u32 wanted;              /* a server to look for */
	__u32 found;               /* its place */
	__u32 free;
	__u32 size;
	__u32 least;
	__u32 most;
	__u32 least_pull;
	__u32 most_pull;
	__u64 least_overhead;
	__u64 most_overhead;
};

static long survey_member(__u32 i, struct survey *survey)
{
	union chosen_server member = survey->set->server[i & (LOCALITY_SERVERS - 1)];
	struct server_load *load = load_of_chosen(member);
	__u64 overhead;

	if (!load) {
		survey->free = i;
		return 0;
	}
	survey->size++;
	if (member.server == survey->wanted)
		survey->found = i;
	overhead = overhead_of(load);
	if (survey->size == 1 || is_lighter(overhead, load->pull, survey->least_overhead, survey->least_pull)) {
		survey->least = i;
		survey->least_overhead = overhead;
		survey->least_pull = load->pull;
	}
	if (survey->size == 1 || !is_lighter(overhead, load->pull, survey->most_overhead, survey->most_pull)) {
		survey->most = i;
		survey->most_overhead = overhead;
		survey->most_pull = load->pull;
	}
	return 0;
}

static __always_inline struct survey survey_of(const struct locality *set, __u32 wanted)
{
	struct survey survey = {
		.set = set,
		.wanted = wanted,
		.found = NOWHERE,
		.free = NOWHERE,
		.least = NOWHERE,
		.most = NOWHERE,
	};

	bpf_loop(LOCALITY_SERVERS, survey_member, &survey, 0);
	return survey;
}

static __always_inline void put_member(struct locality *set, __u32 place, union chosen_server member)
{
	if (place < LOCALITY_SERVERS)
		set->server[place] = member;
	set->changed = runtime.now;
}

/* Puts a server into a free place of the set, or in place of its most loaded. */
static __always_inline void enlarge(struct locality *set, __u32 number)
{
	struct survey survey = survey_of(set, number);

	if (survey.found == NOWHERE)
		put_member(set, survey.free < NOWHERE ? survey.free : survey.most, chosen(number));
}

/* The least loaded server of the set; a set that has stood for long loses its most loaded one, of equals the last. */
static __always_inline union chosen_server best_of(struct locality *set)
{
	struct survey survey = survey_of(set, 0);
	union chosen_server none = {};

	if (survey.size > 1 && runtime.now - set->changed > SET_STANDS_TICKS)
		put_member(set, survey.most, none);
	return survey.least < LOCALITY_SERVERS ? set->server[survey.least] : none;
}

static __always_inline __u32 begin_locality(const struct service *service, const struct party *destination)
{
	__u32 number = least_loaded(service, LEAST_FOR_WEIGHT);
	struct desk *desk = own_desk();

	if (!number || !desk)
		return 0;
	desk->locality = (struct locality){ .used = runtime.now, .changed = runtime.now };
	desk->locality.server[0] = chosen(number);
	bpf_map_update_elem(&localities, destination, &desk->locality, BPF_ANY);
	return number;
}

/* lblc, and lblcr where the service says so: the destination's server, or another if that is overloaded. */
__noinline __u32 by_locality(const struct service *service, const struct address *address)
{
	struct party destination = {};
	union chosen_server best;
	struct server_load *load;
	struct locality *set;
	__u32 number;

	if (!service || !address)
		return 0;
	destination.address = *address;
	destination.service = service->index;
	set = bpf_map_lookup_elem(&localities, &destination);
	if (!set)
		return begin_locality(service, &destination);
	best = service->kind == BY_REPLICATED_LOCALITY ? best_of(set) : set->server[0];
	set->used = runtime.now;
	load = load_of_chosen(best);
	if (load && !is_overloaded(service, load))
		return best.server;
	number = least_loaded(service, LEAST_FOR_WEIGHT);
	if (!number)
		return 0;
	if (service->kind == BY_REPLICATED_LOCALITY)
		enlarge(set, number);
	else
		set->server[0] = chosen(number);
	return number;
}

#endif
