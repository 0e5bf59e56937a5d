import CTrialNER
import TrialNER

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// What each function does, `trialner.h` says.

@_cdecl("trialner_interface_version")
public func interfaceVersion() -> UInt32 { UInt32(TRIALNER_INTERFACE_VERSION) }

@_cdecl("trialner_version")
public func version() -> UnsafePointer<CChar> { versionText.pointer }

private let versionText = CString(TrialNERVersion.current)

@_cdecl("trialner_free")
public func freeMemory(_ memory: UnsafeMutableRawPointer?) { free(memory) }
