/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The maps of the packet path. Those sized 1 get their size from the configured capacity before the load. */
#ifndef WEIR_MAPS_H
#define WEIR_MAPS_H

#include "abi.h"
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* Connections, by entry number; entry 0 is never used. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct conn_entry);
} conn_entries SEC(".maps");

/* Where connections are found, by hash; a power of two of buckets. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct conn_bucket);
} conn_index SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, struct service_key);
	__type(value, struct service);
} services SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct range_key);
	__type(value, struct service);
} service_ranges SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct service_state);
} service_state SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct conn_note);
} conn_notes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct conn_shifts);
} conn_shifts SEC(".maps");

/* Clients of services that limit them; those seen longest ago give way to new ones. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1);
	__type(key, struct party);
	__type(value, struct client_count);
} clients SEC(".maps");

/* Destinations with the servers that lblc and lblcr gave them; likewise. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1);
	__type(key, struct party);
	__type(value, struct locality);
} localities SEC(".maps");

/* FTP's control connections, by entry number; likewise. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1);
	__type(key, struct session_key);
	__type(value, __u32);
} ftp_sessions SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1);
	__type(key, struct single_key);
	__type(value, struct single);
} singles SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct server);
} servers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct server_load);
} server_loads SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct server_counters);
} server_counters SEC(".maps");

/* What servers have counted that left a service and whose places are others' now; by place in service_state. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct server_counters);
} service_retired SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct identity);
} identity SEC(".maps");

/* The schedulers' tables, one behind the other: places in servers. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, __u32);
} scheduler_slots SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, INTERFACES);
	__type(key, __u32);
	__type(value, struct interface);
} interfaces SEC(".maps");

/* Roles (enum address_role) of the addresses that services concern. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, struct address);
	__type(value, __u32);
} addresses SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct answer_budget);
} answer_budget SEC(".maps");

#define EVENT_KINDS 64 /* more than there are, so that a later release that counts more finds its maps here */

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, EVENT_KINDS);
	__type(key, __u32);
	__type(value, __u64);
} drop_counters SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, EVENT_KINDS);
	__type(key, __u32);
	__type(value, __u64);
} note_counters SEC(".maps");

/* Set before the load and constant from then on, so that the kernel compiles them in. */
const volatile __u32 conn_capacity = 0;
const volatile __u32 conn_index_mask = 0;
const volatile __u32 hash_key[8] = {};

/* Holds nothing: it brings the numbers of abi.h into the object's BTF, where the director reads them. */
const volatile struct numbers {
	enum forwarding_method forwarding_method;
	enum encapsulation encapsulation;
	enum client_notice client_notice;
	enum stray_policy stray_policy;
	enum mss mss;
	enum scheduler_kind scheduler_kind;
	enum conn_state conn_state;
	enum conn_flag conn_flag;
	enum table_version table_version;
	enum clock_rate clock_rate;
	enum server_flag server_flag;
	enum server_role server_role;
	enum service_flag service_flag;
	enum range_prefix range_prefix;
	enum feature feature;
	enum address_role address_role;
	enum drop_reason drop_reason;
	enum note note;
} numbers = {};

struct runtime runtime SEC(".data.runtime") = {};

#endif
