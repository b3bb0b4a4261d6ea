/* Preloaded before the C library: makes writing or flushing regular files fail while a file says so.
   REDRESS_TEST_FAULT names it without its end: with `.full` beside it the disk is full, with `.flush` it cannot flush. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int fails(int fd, const char *end) {
    struct stat about;
    char name[4096];
    const char *base = getenv("REDRESS_TEST_FAULT");
    if (!base || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    snprintf(name, sizeof name, "%s.%s", base, end);
    return access(name, F_OK) == 0;
}

#define FAILING(kind, name, parameters, arguments, end, code)       \
    kind name parameters {                                          \
        static kind(*real) parameters;                              \
        if (!real) real = (kind(*) parameters)dlsym(RTLD_NEXT, #name); \
        if (fails(fd, end)) { errno = code; return -1; }            \
        return real arguments;                                      \
    }

FAILING(ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size), "full", ENOSPC)
FAILING(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at), "full", ENOSPC)
FAILING(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at), "full", ENOSPC)
FAILING(int, fsync, (int fd), (fd), "flush", EIO)
FAILING(int, fdatasync, (int fd), (fd), "flush", EIO)
