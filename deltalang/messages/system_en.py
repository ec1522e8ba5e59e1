"""What a system says when it refuses a file, in English: by the names of its errors."""

SYSTEM = {
    "ui.system-EACCES": "Permission denied",
    "ui.system-EBADF": "Bad file descriptor",
    "ui.system-EBUSY": "Device or resource busy",
    "ui.system-EEXIST": "File exists",
    "ui.system-EINVAL": "Invalid argument",
    "ui.system-EIO": "Input/output error",
    "ui.system-EISDIR": "Is a directory",
    "ui.system-ELOOP": "Too many levels of symbolic links",
    "ui.system-EMFILE": "Too many open files",
    "ui.system-ENAMETOOLONG": "File name too long",
    "ui.system-ENOENT": "No such file or directory",
    "ui.system-ENOSPC": "No space left on device",
    "ui.system-ENOTDIR": "Not a directory",
    "ui.system-ENOTEMPTY": "Directory not empty",
    "ui.system-EPERM": "Operation not permitted",
    "ui.system-EROFS": "Read-only file system",
}
