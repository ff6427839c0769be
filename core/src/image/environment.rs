//! The variables that public images bring, besides PATH (ENV lines of their own Dockerfiles). Names that older
//! releases set are among them: the table says what may be set, so that rules can be silent.

use super::Reference;

const JAVA: &[&str] = &[
    "JAVA_HOME",
    "JAVA_VERSION",
    "JAVA_URL_VERSION",
    "JAVA_BASE_URL",
    "JAVA_DEBIAN_VERSION",
    "JAVA_ALPINE_VERSION",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
];

/// Repositories and the names that they set. A repository that stands here sets no other name.
const ENVIRONMENTS: &[(&[&str], &[&str])] = &[
    (
        &[
            "debian",
            "ubuntu",
            "alpine",
            "busybox",
            "buildpack-deps",
            "centos",
            "quay.io/centos/centos",
            "almalinux",
            "rockylinux",
            "rockylinux/rockylinux",
            "oraclelinux",
            "amazonlinux",
            "opensuse/leap",
            "archlinux",
        ],
        &[],
    ),
    (&["fedora"], &["DISTTAG", "FGC", "FBR", "container"]),
    (&["node"], &["NODE_VERSION", "YARN_VERSION", "NPM_CONFIG_LOGLEVEL"]),
    (
        &["python"],
        &[
            "LANG",
            "GPG_KEY",
            "PYTHON_VERSION",
            "PYTHON_SHA256",
            "PYTHON_PIP_VERSION",
            "PYTHON_SETUPTOOLS_VERSION",
            "PYTHON_GET_PIP_URL",
            "PYTHON_GET_PIP_SHA256",
        ],
    ),
    (
        &["ruby"],
        &[
            "LANG",
            "RUBY_VERSION",
            "RUBY_MAJOR",
            "RUBY_DOWNLOAD_URL",
            "RUBY_DOWNLOAD_SHA256",
            "RUBYGEMS_VERSION",
            "BUNDLER_VERSION",
            "GEM_HOME",
            "BUNDLE_SILENCE_ROOT_WARNING",
            "BUNDLE_APP_CONFIG",
            "BUNDLE_PATH",
            "BUNDLE_BIN",
        ],
    ),
    (&["golang"], &["GOLANG_VERSION", "GOTOOLCHAIN", "GOPATH"]),
    (&["rust"], &["RUSTUP_HOME", "CARGO_HOME", "RUST_VERSION"]),
    (
        &["php"],
        &[
            "PHPIZE_DEPS",
            "PHP_INI_DIR",
            "PHP_CFLAGS",
            "PHP_CPPFLAGS",
            "PHP_LDFLAGS",
            "GPG_KEYS",
            "PHP_VERSION",
            "PHP_URL",
            "PHP_ASC_URL",
            "PHP_SHA256",
            "PHP_MD5",
            "PHP_EXTRA_BUILD_DEPS",
            "PHP_EXTRA_CONFIGURE_ARGS",
            "APACHE_CONFDIR",
            "APACHE_ENVVARS",
        ],
    ),
    (&["eclipse-temurin", "openjdk", "java", "amazoncorretto", "adoptopenjdk"], JAVA),
    (
        &["nginx"],
        &[
            "NGINX_VERSION",
            "NJS_VERSION",
            "NJS_RELEASE",
            "ACME_VERSION",
            "PKG_RELEASE",
            "DYNPKG_RELEASE",
        ],
    ),
    (
        &["httpd"],
        &["HTTPD_PREFIX", "HTTPD_VERSION", "HTTPD_SHA256", "HTTPD_PATCHES", "APACHE_DIST_URLS"],
    ),
    (
        &["postgres"],
        &[
            "GOSU_VERSION",
            "LANG",
            "PG_MAJOR",
            "PG_VERSION",
            "PG_SHA256",
            "PGDATA",
            "DOCKER_PG_LLVM_DEPS",
        ],
    ),
    (&["mysql"], &["GOSU_VERSION", "MYSQL_MAJOR", "MYSQL_VERSION", "MYSQL_SHELL_VERSION"]),
    (&["redis"], &["GOSU_VERSION", "REDIS_VERSION", "REDIS_DOWNLOAD_URL", "REDIS_DOWNLOAD_SHA"]),
];

/// Images that are built on a Java image, with what they add.
const ON_JAVA: &[(&str, &[&str])] = &[
    (
        "tomcat",
        &[
            "CATALINA_HOME",
            "TOMCAT_NATIVE_LIBDIR",
            "LD_LIBRARY_PATH",
            "TOMCAT_MAJOR",
            "TOMCAT_VERSION",
            "TOMCAT_SHA512",
            "TOMCAT_TGZ_URLS",
            "TOMCAT_ASC_URLS",
            "GPG_KEYS",
        ],
    ),
    ("maven", &["MAVEN_HOME", "MAVEN_CONFIG", "MAVEN_VERSION", "USER_HOME_DIR"]),
    ("gradle", &["GRADLE_HOME", "GRADLE_VERSION", "GRAALVM_HOME"]),
];

/// What .NET's images set, of which there are too many to say that they set nothing else (dotnet-docker, 2026-11).
const OF_DOTNET: &[&str] = &[
    "APP_UID",
    "ASPNETCORE_HTTP_PORTS",
    "ASPNETCORE_URLS",
    "ASPNET_VERSION",
    "DOTNET_GENERATE_ASPNET_CERTIFICATE",
    "DOTNET_NOLOGO",
    "DOTNET_RUNNING_IN_CONTAINER",
    "DOTNET_SDK_VERSION",
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
    "DOTNET_USE_POLLING_FILE_WATCHER",
    "DOTNET_VERSION",
    "NUGET_XMLDOC_MODE",
    "POWERSHELL_DISTRIBUTION_CHANNEL",
];

/// Whether an image sets a variable; `None` where the image is not known.
pub fn sets(image: &Reference, name: &str) -> Option<bool> {
    let repository = image.repository();
    let of_dotnet =
        repository.starts_with("mcr.microsoft.com/dotnet/") && OF_DOTNET.contains(&name);
    if name == "PATH" || of_dotnet {
        return Some(true);
    }
    if let Some((_, added)) = ON_JAVA.iter().find(|(known, _)| *known == repository) {
        return Some(added.contains(&name) || JAVA.contains(&name));
    }
    let (_, names) = ENVIRONMENTS.iter().find(|(known, _)| known.contains(&repository.as_str()))?;
    Some(names.contains(&name))
}
