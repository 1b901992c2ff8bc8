"""Makes the library's import system the one that programs see.

It is executed once in an interpreter, when the library's importlib is needed, and
calls nothing that imports.
"""


def adopt(sys, imp, bootstrap, external, spec_type, finder, loaders, compile_module, amend_module, zip_hook,
          claim_module, wait_module):
    """Connects the library's modules with each other and with the interpreter.

    spec_type, finder and loaders (of built-in modules, source files and namespaces) are
    what import used until now; objects of these types are replaced where programs find
    them. compile_module(name, path) compiles the source file of a module, and
    amend_module(module, name, path) makes the changes that weft has for it.
    claim_module(name) keeps other threads from importing a module until the function that
    it returns is called, and wait_module(name) waits until no other thread imports it.
    """
    bootstrap._setup(sys, imp)
    external._set_bootstrap_module(bootstrap)
    bootstrap._bootstrap_external = external

    # importlib.import_module and the import statement wait for each other.
    class _ModuleLockManager:
        def __init__(self, name):
            self._name = name

        def __enter__(self):
            self._end = claim_module(self._name)

        def __exit__(self, *args, **kwargs):
            self._end()

    bootstrap._ModuleLockManager = _ModuleLockManager
    bootstrap._lock_unlock_module = wait_module

    # No bytecode is exchanged with other implementations.
    external.MAGIC_NUMBER = (0x5746).to_bytes(2, "little") + b"\r\n"
    external._RAW_MAGIC_NUMBER = int.from_bytes(external.MAGIC_NUMBER, "little")

    SourceFileLoader = external.SourceFileLoader
    get_code_of_source = SourceFileLoader.get_code

    def get_code(self, fullname):
        if type(self) is SourceFileLoader:
            return compile_module(fullname, self.get_filename(fullname))
        return get_code_of_source(self, fullname)

    get_code.__qualname__ = get_code_of_source.__qualname__
    get_code.__doc__ = get_code_of_source.__doc__
    SourceFileLoader.get_code = get_code

    execute_module = SourceFileLoader.exec_module

    def exec_module(self, module):
        execute_module(self, module)
        if type(self) is SourceFileLoader:
            amend_module(module, self.name, self.path)

    exec_module.__qualname__ = execute_module.__qualname__
    exec_module.__doc__ = execute_module.__doc__
    SourceFileLoader.exec_module = exec_module

    builtin_loader, source_loader, namespace_loader = loaders

    def loader_of(loader):
        if type(loader) is source_loader:
            return SourceFileLoader(loader.name, loader.path)
        if type(loader) is builtin_loader:
            return bootstrap.BuiltinImporter
        return loader

    def spec_of(module, name, old):
        if type(old.loader) is namespace_loader:
            parent = sys.modules.get(name.rpartition(".")[0])
            new = external.PathFinder.find_spec(name, getattr(parent, "__path__", None))
            if new is not None:
                module.__path__ = new.submodule_search_locations
                new.loader = external.NamespaceLoader.__new__(external.NamespaceLoader)
                new.loader._path = new.submodule_search_locations
                return new
        new = bootstrap.ModuleSpec(old.name, loader_of(old.loader), origin=old.origin)
        new.submodule_search_locations = old.submodule_search_locations
        new._set_fileattr = old.has_location
        new._initializing = getattr(old, "_initializing", False)
        return new

    sys.path_hooks[:0] = [zip_hook, external.FileFinder.path_hook(*external._get_supported_file_loaders())]
    finders = [bootstrap.BuiltinImporter, bootstrap.FrozenImporter, external.PathFinder]
    if finder in sys.meta_path:
        at = sys.meta_path.index(finder)
        sys.meta_path[at:at + 1] = finders
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if type(spec) is spec_type:
            module.__spec__ = spec_of(module, name, spec)
            module.__loader__ = module.__spec__.loader
        else:
            loader = getattr(module, "__loader__", None)
            if type(loader) in loaders:
                module.__loader__ = loader_of(loader)
    for module in bootstrap, external:
        module.__loader__ = bootstrap.FrozenImporter
        module.__spec__ = bootstrap.ModuleSpec(module.__name__, module.__loader__, origin="frozen")
    return (bootstrap.ModuleSpec, *finders, SourceFileLoader, sys.path_hooks[:2])
