"""What a system says when it refuses a file, in Russian: by the names of its errors."""

SYSTEM = {
    "ui.system-EACCES": "нет доступа",
    "ui.system-EBADF": "файл закрыт",
    "ui.system-EBUSY": "устройство или файл заняты",
    "ui.system-EEXIST": "файл уже есть",
    "ui.system-EINVAL": "так нельзя",
    "ui.system-EIO": "ошибка чтения или записи",
    "ui.system-EISDIR": "это папка",
    "ui.system-ELOOP": "ссылки ведут по кругу",
    "ui.system-EMFILE": "открыто слишком много файлов",
    "ui.system-ENAMETOOLONG": "имя файла слишком длинное",
    "ui.system-ENOENT": "нет такого файла или папки",
    "ui.system-ENOSPC": "нет места на диске",
    "ui.system-ENOTDIR": "это не папка",
    "ui.system-ENOTEMPTY": "папка не пуста",
    "ui.system-EPERM": "это не разрешено",
    "ui.system-EROFS": "диск только для чтения",
}
