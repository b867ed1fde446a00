/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Picking a server: the one that a persistent client has, else the scheduler's, else the one of last resort. */
#ifndef WEIR_PICK_H
#define WEIR_PICK_H

#include "count.h"
#include "schedule.h"
#include "session.h"
#include "template.h"

/* The server for when no other takes more; tells why if there is none. */
static __always_inline __u32 last_resort(const struct service *service, __u32 *reason)
{
	__u32 first = service->slots ? service->overflow : service->sorry;
	__u32 second = service->slots ? service->sorry : service->overflow;
	__u32 number = is_open(first) ? first : is_open(second) ? second : 0;

	if (number)
		note(number == service->sorry ? NOTE_SORRY : NOTE_OVERFLOWED);
	*reason = service->slots ? DROP_SERVER_LIMIT : DROP_NO_SERVER;
	return number;
}

/* Whether it is the scheduler that has a server for the packet; else it is the one of last resort, if any. */
__noinline int choose(const struct service *service, const struct packet *p, struct pick *pick)
{
	if (!service || !p || !pick)
		return 0;
	pick->server = schedule(service, p);
	if (pick->server)
		return 1;
	pick->server = last_resort(service, &pick->reason);
	return 0;
}

static __always_inline void pick_server(const struct service *service, const struct packet *p, struct pick *pick)
{
	*pick = (struct pick){};
	if (service->persistence && pick_remembered(service, p, pick))
		return;
	if (service->flags & SERVICE_FTP && pick_companion(p, pick))
		return;
	if (choose(service, p, pick) && service->persistence)
		remember_picked(pick);
}

#endif
