/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The only process of a machine that boots to try BPF objects: it loads each of /objects, attaches its XDP programs to
 * the loopback, sends each a frame through the kernel's test run, tells the outcome on the console, and powers off.
 *
 * What it tells:   TRIED OBJECT PROGRAM PASS|FAIL why
 * What it is told: /settings, a line a setting: NAME NUMBER. A map of that name gets that many entries, a constant of
 * that name that value.
 */
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <unistd.h>

enum { LOOPBACK = 1, NAME_LENGTH = 63, FRAME_LENGTH = 64, RODATA_LENGTH = 4096 };

static int print_all(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return level == LIBBPF_DEBUG ? 0 : vprintf(format, arguments);
}

static void tell(const char *object, const char *program, const char *failed_step)
{
	if (failed_step)
		printf("TRIED %s %s FAIL %s: %s\n", object, program, failed_step, strerror(errno));
	else
		printf("TRIED %s %s PASS\n", object, program);
}

static void set_constant(struct bpf_object *object, const char *name, __u32 value)
{
	struct bpf_map *constants = bpf_object__find_map_by_name(object, ".rodata");
	const struct btf *btf = bpf_object__btf(object);
	int section = btf__find_by_name_kind(btf, ".rodata", BTF_KIND_DATASEC);

	if (!constants || section < 0)
		return;
	const struct btf_type *all = btf__type_by_id(btf, section);
	const struct btf_var_secinfo *place = btf_var_secinfos(all);
	size_t size;
	const void *initial = bpf_map__initial_value(constants, &size);
	char values[RODATA_LENGTH];

	if (size > sizeof(values))
		return;
	memcpy(values, initial, size);
	for (int i = 0; i < btf_vlen(all); i++, place++) {
		const struct btf_type *variable = btf__type_by_id(btf, place->type);

		if (place->size == sizeof(value) && !strcmp(btf__name_by_offset(btf, variable->name_off), name))
			memcpy(values + place->offset, &value, sizeof(value));
	}
	bpf_map__set_initial_value(constants, values, size);
}

static void apply_settings(struct bpf_object *object)
{
	FILE *settings = fopen("/settings", "r");
	char name[NAME_LENGTH + 1];
	__u32 value;

	while (settings && fscanf(settings, "%63s %u", name, &value) == 2) {
		struct bpf_map *map = bpf_object__find_map_by_name(object, name);

		if (map)
			bpf_map__set_max_entries(map, value);
		else
			set_constant(object, name, value);
	}
	if (settings)
		fclose(settings);
}

/* Returns the step that failed, or NULL. */
static const char *try_program(struct bpf_program *program)
{
	char frame[FRAME_LENGTH] = {}, sent_back[256];
	LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = frame, .data_size_in = sizeof(frame), .data_out = sent_back,
		    .data_size_out = sizeof(sent_back), .repeat = 1);

	if (bpf_prog_test_run_opts(bpf_program__fd(program), &run))
		return "run";
	if (bpf_program__type(program) != BPF_PROG_TYPE_XDP) /* traffic control is a module, which is not there */
		return NULL;
	struct bpf_link *link = bpf_program__attach_xdp(program, LOOPBACK);

	if (!link)
		return "attach";
	return bpf_link__destroy(link) ? "detach" : NULL;
}

static void try_object(const char *name)
{
	char path[300];

	snprintf(path, sizeof(path), "/objects/%s", name);
	struct bpf_object *object = bpf_object__open_file(path, NULL);

	if (!object) {
		tell(name, "-", "open");
		return;
	}
	apply_settings(object);
	const char *failed = bpf_object__load(object) ? "load" : NULL;
	struct bpf_program *program;

	bpf_object__for_each_program(program, object)
		tell(name, bpf_program__name(program), failed ? failed : try_program(program));
	bpf_object__close(object);
}

int main(void)
{
	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	libbpf_set_print(print_all);
	DIR *objects = opendir("/objects");
	struct dirent *entry;

	while (objects && (entry = readdir(objects)))
		if (entry->d_name[0] != '.')
			try_object(entry->d_name);
	printf("TRIED all\n");
	fflush(stdout);
	reboot(RB_POWER_OFF);
	return 1;
}
