/* A stick that is pulled out: while the file PULLED_FLAG is there, nothing under PULLED_FOLDER can be opened, written
 * or made to last. Preloaded into the program; nothing else it does is changed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int out(void) {
    const char *flag = getenv("PULLED_FLAG");
    return flag && access(flag, F_OK) == 0;
}

static int on_the_stick(const char *path) {
    const char *folder = getenv("PULLED_FOLDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int pulled(int descriptor) {
    int before = errno, gone = 0;
    if (out()) {
        char name[64], path[4096];
        snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
        ssize_t length = readlink(name, path, sizeof path - 1);
        if (length > 0) {
            path[length] = 0;
            gone = on_the_stick(path);
        }
    }
    errno = gone ? EIO : before;
    return gone;
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
    if (on_the_stick(path) && out()) {
        errno = EIO;
        return -1;
    }
    return real(path, flags, mode);
}

#define OPEN(name)                                      \
    int name(const char *path, int flags, ...) {        \
        va_list more;                                   \
        va_start(more, flags);                          \
        mode_t mode = va_arg(more, mode_t);             \
        va_end(more);                                   \
        return opened(#name, path, flags, mode);        \
    }

OPEN(open)
OPEN(open64)

#define REAL(kind, name, types) ((kind(*) types)dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *data, size_t size) {
    return pulled(fd) ? -1 : REAL(ssize_t, "write", (int, const void *, size_t))(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    return pulled(fd) ? -1 : REAL(ssize_t, "pwrite", (int, const void *, size_t, off_t))(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    return pulled(fd) ? -1 : REAL(ssize_t, "pwrite64", (int, const void *, size_t, off64_t))(fd, data, size, at);
}

int fsync(int fd) {
    return pulled(fd) ? -1 : REAL(int, "fsync", (int))(fd);
}

int fdatasync(int fd) {
    return pulled(fd) ? -1 : REAL(int, "fdatasync", (int))(fd);
}
